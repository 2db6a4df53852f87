using System;
using System.Diagnostics;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>What an optimizer's update needs beside weights, gradients and moments: the scalars of step t, computed in double precision and
/// rounded once.</summary>
internal static class OptimizerScalars
{
    /// <summary>Tells a network how its next step updates the weights.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">The rule and its constants.</param>
    /// <param name="rate">α, the learning rate of this step.</param>
    /// <param name="step">t, from 1.</param>
    public static void Set<T>(VariationalNetwork<T> network, Optimizer optimizer, double rate, int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Rule = optimizer.Rule;
        switch (optimizer)
        {
            case Adam adam:
                network.Adam = OfAdam<T>(rate, adam.Beta1, adam.Beta2, adam.Epsilon, weightDecay: 0, step);
                break;
            case AdamW adam:
                network.Adam = OfAdam<T>(rate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay, step);
                break;
            case RmsProp rmsProp:
                network.RmsProp = new RmsPropScalars<T>(
                    Rate: T.CreateTruncating(rate),
                    Decay: T.CreateTruncating(rmsProp.Decay),
                    OneMinusDecay: T.CreateTruncating(1 - rmsProp.Decay),
                    Stabilizer: T.CreateTruncating(rmsProp.Epsilon));
                break;
            default:
                throw new UnreachableException($"{optimizer.GetType().Name} has no scalars.");
        }
    }

    /// <summary>Adam's scalars; the corrections make up for the moments' start at zero.</summary>
    internal static AdamScalars<T> OfAdam<T>(double rate, double beta1, double beta2, double epsilon, double weightDecay, int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
            Rate: T.CreateTruncating(rate / (1 - PortableFunctions.Power(beta1, step))),
            RootCorrection: T.CreateTruncating(1 / Math.Sqrt(1 - PortableFunctions.Power(beta2, step))),
            Beta1: T.CreateTruncating(beta1),
            OneMinusBeta1: T.CreateTruncating(1 - beta1),
            Beta2: T.CreateTruncating(beta2),
            OneMinusBeta2: T.CreateTruncating(1 - beta2),
            Stabilizer: T.CreateTruncating(epsilon),
            Retention: T.CreateTruncating(1 - rate * weightDecay));
}
