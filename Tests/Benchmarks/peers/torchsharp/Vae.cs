using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace VaeGen.Peers.TorchSharp;

/// <summary>
/// The models of pytorch/trainer.py, layer by layer. Both heads of an encoder are one layer: one product in the place of two.
/// </summary>
internal sealed class Vae
{
    private readonly Sequential encoder;
    private readonly Sequential decoder;

    /// <summary>784-400-20, 784-512-512-32 or conv.</summary>
    public Vae(string name)
    {
        (encoder, decoder) = name switch
        {
            "784-400-20" => Dense([784, 400, 20]),
            "784-512-512-32" => Dense([784, 512, 512, 32]),
            "conv" => Convolutions(latent: 20),
            _ => throw new ArgumentException($"There is no model '{name}' here."),
        };
    }

    public IEnumerable<Parameter> Parameters => encoder.parameters().Concat(decoder.parameters());

    /// <summary>The negative bound of a batch, a mean over its examples.</summary>
    public Tensor Loss(Tensor x)
    {
        Tensor[] heads = encoder.forward(x).chunk(2, dim: 1);
        Tensor mean = heads[0];
        Tensor logVariance = heads[1];
        Tensor z = mean + exp(0.5 * logVariance) * randn_like(mean);
        Tensor reconstruction = functional.binary_cross_entropy_with_logits(decoder.forward(z), x, reduction: Reduction.Sum);
        Tensor divergence = 0.5 * (mean.square() + logVariance.exp() - 1 - logVariance).sum();
        return (reconstruction + divergence) / x.shape[0];
    }

    public void ForgetGradients()
    {
        encoder.zero_grad(set_to_none: true);
        decoder.zero_grad(set_to_none: true);
    }

    private static (Sequential Encoder, Sequential Decoder) Dense(long[] sizes)
    {
        long latent = sizes[^1];
        long[] back = [latent, .. sizes[1..^1].Reverse(), sizes[0]];
        long[] forth = [.. sizes[..^1], 2 * latent];
        return (Chain(forth), Chain(back));
    }

    // An activation after each layer but the last.
    private static Sequential Chain(long[] sizes)
    {
        List<Module<Tensor, Tensor>> layers = [];
        for (int i = 1; i < sizes.Length; i++)
        {
            layers.Add(Linear(sizes[i - 1], sizes[i]));
            if (i < sizes.Length - 1)
                layers.Add(ReLU(inplace: true));
        }

        return Sequential(layers);
    }

    // Two convolutions that halve height and width, a dense layer, and the way back mirrored.
    private static (Sequential Encoder, Sequential Decoder) Convolutions(long latent)
    {
        Sequential encoder = Sequential(
            Unflatten(1, [1, 28, 28]),
            Conv2d(1, 32, 4, stride: 2, padding: 1), ReLU(inplace: true),
            Conv2d(32, 64, 4, stride: 2, padding: 1), ReLU(inplace: true),
            Flatten(), Linear(64 * 7 * 7, 256), ReLU(inplace: true), Linear(256, 2 * latent));
        Sequential decoder = Sequential(
            Linear(latent, 256), ReLU(inplace: true), Linear(256, 64 * 7 * 7), ReLU(inplace: true),
            Unflatten(1, [64, 7, 7]),
            ConvTranspose2d(64, 32, 4, stride: 2, padding: 1), ReLU(inplace: true),
            ConvTranspose2d(32, 1, 4, stride: 2, padding: 1), Flatten());
        return (encoder, decoder);
    }
}
