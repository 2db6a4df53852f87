using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Models;

/// <summary>The terms of one example as the reference computes them.</summary>
internal sealed record ReferenceTerms(
    double[] Mean, double[] LogVariance, double[] Z, double[] LikelihoodMean, double Reconstruction, double Kl, double SquaredError);

/// <summary>A variational autoencoder written down from the textbook (Kingma and Welling 2014), one example at a time, in loops and
/// <see cref="Math"/>: it shares nothing with the generator or the runtime but the parameters' names.</summary>
internal sealed class ReferenceModel
{
    private readonly Dictionary<string, double[]> parameters = [];
    private readonly Dictionary<string, int> outputs = [];
    private readonly ModelDeclaration declaration;
    private int label;

    /// <summary>Takes the parameters apart.</summary>
    /// <param name="declaration">The model.</param>
    /// <param name="layout">The layout records.</param>
    /// <param name="values">All parameters, flat.</param>
    public ReferenceModel(ModelDeclaration declaration, IEnumerable<Parameter<double>> layout, double[] values)
    {
        this.declaration = declaration;
        int first = 0;
        foreach (Parameter<double> parameter in layout)
        {
            parameters[parameter.Shape.Name] = values[first..(first + parameter.Count)];
            outputs[parameter.Shape.Name] = parameter.Shape.Outputs;
            first += parameter.Count;
        }
    }

    /// <summary>Everything about one example.</summary>
    public ReferenceTerms Of(double[] x, double[] epsilon, int label = 0)
    {
        this.label = label;
        double[] hidden = Hidden("encoder", declaration.Encoder.Length - 2, x);
        double[] mean = Affine("encoder.mean", hidden);
        double[] logVariance = Affine("encoder.log_variance", hidden);
        double[] z = [.. mean.Select((mu, i) => mu + (Math.Sqrt(Math.Exp(logVariance[i])) * epsilon[i]))];
        double kl = mean.Select((mu, i) => 0.5 * (Math.Exp(logVariance[i]) + (mu * mu) - 1 - logVariance[i])).Sum();

        double[] decoded = Hidden("decoder", declaration.Decoder.Length - 2, z);
        if (declaration.IsBernoulli)
        {
            double[] ones = [.. Affine("decoder.logits", decoded).Select(logit => 1 / (1 + Math.Exp(-logit)))];
            double bits = x.Select((value, i) => -(value * Math.Log(ones[i])) - ((1 - value) * Math.Log(1 - ones[i]))).Sum();
            return new ReferenceTerms(mean, logVariance, z, ones, bits, kl, 0);
        }

        double variance = parameters["decoder.variance"][0];
        double[] means = Affine("decoder.mean", decoded);
        double squaredError = x.Select((value, i) => (value - means[i]) * (value - means[i])).Sum();
        double nats = (squaredError / (2 * variance)) + (0.5 * x.Length * Math.Log(2 * Math.PI * variance));
        return new ReferenceTerms(mean, logVariance, z, means, nats, kl, squaredError);
    }

    /// <summary>The mean of p(x|z).</summary>
    public double[] Decode(double[] z)
    {
        double[] hidden = Hidden("decoder", declaration.Decoder.Length - 2, z);
        return declaration.IsBernoulli
            ? [.. Affine("decoder.logits", hidden).Select(logit => 1 / (1 + Math.Exp(-logit)))]
            : Affine("decoder.mean", hidden);
    }

    private double[] Hidden(string network, int layers, double[] input)
    {
        for (int layer = 0; layer < layers; layer++)
            input = [.. Affine($"{network}.{layer}", input).Select(Activate)];
        return input;
    }

    private double Activate(double a) => declaration.Activation switch
    {
        null or "Relu" => a > 0 ? a : 0,
        "Sigmoid" => 1 / (1 + Math.Exp(-a)),
        "Identity" => a,
        _ => throw new NotSupportedException($"The reference has no {declaration.Activation}."),
    };

    private double[] Affine(string layer, double[] input)
    {
        double[] weights = parameters[layer + ".weight"];
        double[] result = (double[])parameters[layer + ".bias"].Clone();
        for (int output = 0; output < outputs[layer + ".weight"]; output++)
        {
            for (int i = 0; i < input.Length; i++)
                result[output] += weights[(output * input.Length) + i] * input[i];
            if (parameters.TryGetValue(layer + ".condition.weight", out double[]? ofClass))
                result[output] += ofClass[(output * declaration.Classes) + label];
        }

        return result;
    }
}
