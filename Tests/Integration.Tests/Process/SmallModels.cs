namespace VaeGen.Integration.Process;

/// <summary>Every elementary function that single precision needs in a step: exp, log1p, erf.</summary>
[Encoder(37, 21, 5, Activation = Gelu)]
[Decoder(5, 19, 37, Activation = Elu)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
internal sealed partial class SmallSingle;

/// <summary>The same in double precision with the other likelihood.</summary>
[Model(Precision = Precision.Double)]
[Encoder(37, 21, 5, Activation = Softplus)]
[Decoder(5, 19, 37, Activation = Tanh)]
[Prior(Normal)]
[Likelihood(Gaussian)]
internal sealed partial class SmallDouble;

/// <summary>A sample with a triangular matrix of each example.</summary>
[Encoder(37, 21, 5)]
[Decoder(5, 19, 37)]
[Prior(Normal)]
[Posterior(Normal, Covariance = Full)]
[Likelihood(Bernoulli)]
internal sealed partial class SmallCorrelated;

/// <summary>A stack with a convolution of an image and one back to it, statistics of rows and of columns, and noise in training.</summary>
[Model]
[Encoder]
[Conv(5, 3, Stride = 2, Padding = 1)]
[BatchNorm]
[Residual]
[Conv(5, 3, Padding = 1)]
[EndResidual(Activation = Relu)]
[Dropout(0.2)]
[LayerNorm]
[Decoder]
[Dense(3, 37, 1)]
[Conv(1, 3, Padding = 1)]
[Prior(Normal, 5)]
[Likelihood(Bernoulli, 1, 37, 1)]
internal sealed partial class SmallStack;

/// <summary>An encoder whose first layer is wide and rectified: what is not zero in it is looked for.</summary>
[Encoder(8, 256, 256, 3)]
[Decoder(3, 16, 8)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
internal sealed partial class RectifiedSingle;

/// <summary>The same in double precision.</summary>
[Model(Precision = Precision.Double)]
[Encoder(8, 256, 256, 3)]
[Decoder(3, 16, 8)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
internal sealed partial class RectifiedDouble;

/// <summary>A vector that is normalized over the batch.</summary>
[Model(Precision = Precision.Double)]
[Encoder]
[Dense(6)]
[BatchNorm]
[Decoder]
[Dense(7)]
[Prior(Normal, 2)]
[Likelihood(Bernoulli, 8)]
internal sealed partial class NormalizedVectors;
