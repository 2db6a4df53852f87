using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Training;

/// <summary>The optimizers as their papers and PyTorch write them, in plain loops over a flat vector of all parameters.</summary>
/// <param name="optimizer">The rule and its constants.</param>
/// <param name="parameters">The parameters, which each step changes.</param>
/// <param name="isWeight">Which of them decay.</param>
internal sealed class ReferenceOptimizer(Optimizer optimizer, double[] parameters, IReadOnlyList<bool> isWeight)
{
    private readonly double[] m = new double[parameters.Length];
    private readonly double[] v = new double[parameters.Length];
    private int t;

    public double[] Parameters => parameters;

    /// <summary>For each value of a model's parameters whether it belongs to the weights of a layer.</summary>
    public static bool[] Weights(Parameters<double> parameters) =>
        [.. parameters.All.SelectMany(
            parameter => Enumerable.Repeat(parameter.Shape.Name.EndsWith(".weight", StringComparison.Ordinal), parameter.Count))];

    public void Step(double[] gradient, double learningRate)
    {
        t++;
        for (int i = 0; i < parameters.Length; i++)
        {
            switch (optimizer)
            {
                case Adam adam:
                    Adam(i, gradient[i], learningRate, adam.Beta1, adam.Beta2, adam.Epsilon);
                    break;
                case AdamW adam:
                    if (isWeight[i])
                        parameters[i] -= learningRate * adam.WeightDecay * parameters[i];
                    Adam(i, gradient[i], learningRate, adam.Beta1, adam.Beta2, adam.Epsilon);
                    break;
                case RmsProp rmsProp:
                    m[i] = (rmsProp.Decay * m[i]) + ((1 - rmsProp.Decay) * gradient[i]);
                    v[i] = (rmsProp.Decay * v[i]) + ((1 - rmsProp.Decay) * gradient[i] * gradient[i]);
                    double meanSquare = rmsProp.Centred ? v[i] - (m[i] * m[i]) : v[i];
                    parameters[i] -= learningRate * gradient[i] / (Math.Sqrt(Math.Max(meanSquare, 0)) + rmsProp.Epsilon);
                    break;
            }
        }
    }

    private void Adam(int i, double gradient, double learningRate, double beta1, double beta2, double epsilon)
    {
        m[i] = (beta1 * m[i]) + ((1 - beta1) * gradient);
        v[i] = (beta2 * v[i]) + ((1 - beta2) * gradient * gradient);
        double mean = m[i] / (1 - Math.Pow(beta1, t));
        double meanSquare = v[i] / (1 - Math.Pow(beta2, t));
        parameters[i] -= learningRate * mean / (Math.Sqrt(meanSquare) + epsilon);
    }
}
