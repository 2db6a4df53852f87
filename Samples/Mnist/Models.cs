namespace VaeGen.Mnist;

/// <summary>One hidden layer of 400, 20 latents: the model of PyTorch's <c>examples/vae</c>.</summary>
[Encoder(784, 400, 20)]
[Decoder(20, 400, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class Mlp;

/// <summary>Two hidden layers of 300 with ELU, 10 latents: the model of university courses (Stanford's CS236, problem set 2).</summary>
[Encoder(784, 300, 300, 10, Activation = Elu)]
[Decoder(10, 300, 300, 784, Activation = Elu)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class Course;

/// <summary>Two hidden layers of 200, 50 latents: the size of Burda et al., <i>Importance weighted autoencoders</i>, 2016, with one
/// stochastic layer.</summary>
[Encoder(784, 200, 200, 50)]
[Decoder(50, 200, 200, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class Aeb;

/// <summary>
/// Two convolutions and a dense layer, 20 latents, and the way back mirrored: kernel 4, stride 2 and padding 1 halve height and width
/// exactly, and their transposes double them.
/// </summary>
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
public partial class Convolutional;

/// <summary>
/// The digit's class is given to both networks, so that the latents are left with what it does not say: slant, width, stroke. 5 latents,
/// because more of them have room for the class as well, and the decoder would have less reason to look at the one it is given; two hidden
/// layers, because what a class means for a pixel depends on the slant.
/// </summary>
[Encoder(784, 400, 200, 5)]
[Decoder(5, 200, 400, 784)]
[Condition(10)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class Conditional;

/// <summary>The layers of <see cref="Mlp"/> for gray pixels as they are: real numbers with one learned σ.</summary>
[Encoder(784, 400, 20)]
[Decoder(20, 400, 784)]
[Prior(Normal)]
[Likelihood(Gaussian)]
public partial class Gray;

/// <summary>The layers of <see cref="Mlp"/> without a posterior: a classical autoencoder with a bottleneck of 20.</summary>
[Encoder(784, 400, 20)]
[Decoder(20, 400, 784)]
[Posterior(Deterministic)]
[Likelihood(Bernoulli)]
public partial class Autoencoder;

/// <summary>The Frey faces: 28×20 gray pixels, 10 latents, one learned σ. Tanh, as the pose changes smoothly from frame to frame.</summary>
[Encoder(560, 200, 10, Activation = Tanh)]
[Decoder(10, 200, 560, Activation = Tanh)]
[Prior(Normal)]
[Likelihood(Gaussian)]
public partial class Frey;
