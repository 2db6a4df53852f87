using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>Checks of what lies in memory.</summary>
internal static class MemoryChecks
{
    /// <summary>After every step, by either sink, the transposed weights are the weights.</summary>
    public static void TransposedCopies(Mutant mutant)
    {
        foreach (GradientSink sink in Enum.GetValues<GradientSink>())
        {
            (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
            probe.OptimizerStep(point.X, point.Epsilon, sink);
            foreach (Parameter<double> parameter in probe.Network.Parameters.All.Where(parameter => parameter.Shape.Transposed))
            {
                for (int input = 0; input < parameter.Shape.Inputs; input++)
                {
                    for (int output = 0; output < parameter.Shape.Outputs; output++)
                        Assert.Equal(parameter.Matrix[input, output], parameter.Transposed[output, input]);
                }
            }
        }
    }

    /// <summary>Lanes past the last column hold zero in every matrix of the network.</summary>
    public static void Padding(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
        probe.OptimizerStep(point.X, point.Epsilon, GradientSink.Optimizer);
        probe.Network.Run(NetworkTask.Decode, threads: 1);
        int width = Panel.Width<double>();
        IEnumerable<(string Name, PanelMatrix<double> Matrix)> buffers = probe.Network.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(PanelMatrix<double>))
            .Select(field => (field.Name, (PanelMatrix<double>)field.GetValue(probe.Network)!));
        IEnumerable<(string Name, PanelMatrix<double> Matrix)> parameters = probe.Network.Parameters.All
            .SelectMany(parameter => parameter.Shape.Transposed
                ? [(parameter.Shape.Name, parameter.Matrix), (parameter.Shape.Name + ", transposed", parameter.Transposed)]
                : new[] { (parameter.Shape.Name, parameter.Matrix) });
        foreach ((string name, PanelMatrix<double> matrix) in buffers.Concat(parameters))
        {
            int lanes = matrix.Columns % width;
            // A bias is one row, the other matrices have at least as many as the batch or the latents.
            int rows = matrix.PanelStride == width ? 1 : 3;
            for (int row = 0; row < rows && lanes > 0; row++)
            {
                double[] padding = matrix.Row(row, matrix.Panels - 1)[lanes..].ToArray();
                Assert.True(padding.All(value => value == 0), $"Row {row} of {name} ends with {string.Join(", ", padding)}.");
            }
        }
    }
}
