namespace VaeGen.Benchmarks;

/// <summary>784-400-20, the model that the targets are stated for.</summary>
[Encoder(784, 400, 20)]
[Decoder(20, 400, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class SmallVae;

/// <summary>784-512-512-32: most of its work is in square products.</summary>
[Encoder(784, 512, 512, 32)]
[Decoder(32, 512, 512, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class WideVae;

/// <summary>784-300-300-10 with ELU: sizes that fill no panel, and an activation with an exponential.</summary>
[Encoder(784, 300, 300, 10, Activation = Elu)]
[Decoder(10, 300, 300, 784, Activation = Elu)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class CourseVae;

/// <summary>Two convolutions of kernel 4 and stride 2, a dense layer of 256, 20 latents, and the way back mirrored.</summary>
[Encoder]
[Conv(32, 4, Stride = 2, Padding = 1)]
[Conv(64, 4, Stride = 2, Padding = 1)]
[Dense(256)]
[Decoder]
[Dense(256)]
[Dense(64, 7, 7)]
[ConvTranspose(32, 4, Stride = 2, Padding = 1)]
[ConvTranspose(1, 4, Stride = 2, Padding = 1)]
[Prior(Normal, 20)]
[Likelihood(Bernoulli, 1, 28, 28)]
public partial class ConvVae;

/// <summary>64-16-2 of pictures of 8 × 8: a step of it lasts a few microseconds.</summary>
[Encoder(64, 16, 2)]
[Decoder(2, 16, 64)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class MiniVae;

/// <summary>784-32-4: between the small and the large ones.</summary>
[Encoder(784, 32, 4)]
[Decoder(4, 32, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class NarrowVae;
