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

/// <summary>Two hidden layers of 200, 50 latents: the size of Burda et al., <i>Importance weighted autoencoders</i>, 2016, with one stochastic layer.</summary>
[Encoder(784, 200, 200, 50)]
[Decoder(50, 200, 200, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class Aeb;
