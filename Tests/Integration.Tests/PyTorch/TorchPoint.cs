using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Integration.Tests.RandomModels;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.PyTorch;

/// <summary>What VaeGen makes of a model at a point, and what PyTorch is asked about it: both under the names of PyTorch's
/// script.</summary>
internal sealed class TorchPoint
{
    private readonly RandomModel declaration;
    private readonly ModelProbe<double> probe;
    private readonly int rows;
    private readonly double[] parameters;
    private readonly double[] epsilon;
    private readonly double[] weights;
    private readonly bool[] observed;
    private readonly double[] x;

    /// <summary>Draws a point from the seed of a model.</summary>
    /// <param name="declaration">The model, in double precision.</param>
    /// <param name="model">The same, compiled.</param>
    /// <param name="width">Vectors.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="data">The examples; null to draw them as well.</param>
    public TorchPoint(RandomModel declaration, IVariationalModel<double> model, VectorWidth width, int rows, double[]? data = null)
    {
        this.declaration = declaration;
        this.rows = rows;
        probe = new ModelProbe<double>(model, width, threads: 1, capacity: rows);
        Random random = new(declaration.Seed);
        parameters = BlockDifferences.DrawParameters(probe.Network.Parameters, random);
        observed = declaration.HasMissing ? RandomMask.Draw(rows, declaration.Features, random) : [];
        x = data ?? [.. Enumerable.Range(0, rows * declaration.Features).Select(_ => declaration.DrawValue(random))];
        for (int i = 0; i < observed.Length; i++)
            x[i] = observed[i] ? x[i] : 0;
        epsilon = [.. Enumerable.Range(0, rows * declaration.Latent).Select(_ => Point.Normal(random))];
        weights = [.. Enumerable.Range(0, rows).Select(_ => (0.5 + random.NextDouble()) / rows)];
        probe.Observed = observed;
    }

    /// <summary>Writes the question.</summary>
    public void Ask(string path)
    {
        List<SafeTensor> tensors =
        [
            .. Named("", parameters),
            new("x", [rows, declaration.Features], x),
            new("epsilon", [rows, declaration.Latent], epsilon),
            new("weights", [rows], weights),
        ];
        if (observed.Length > 0)
            tensors.Add(new("observed", [rows, declaration.Features], Array.ConvertAll(observed, isThere => isThere ? 1.0 : 0.0)));
        // The classes that a probe takes where it is given none.
        if (declaration.Classes > 0)
            tensors.Add(new("labels", [rows], Enumerable.Range(0, rows).Select(row => (double)(row % declaration.Classes)).ToArray()));
        SafeTensorsFile.Write(path, tensors, new Dictionary<string, string> { ["attributes"] = declaration.Source });
    }

    /// <summary>The terms of an evaluation and of a training step, the gradient of the weighted loss, and the states behind the
    /// step.</summary>
    public IEnumerable<SafeTensor> Answer()
    {
        probe.SetParameters(parameters);
        probe.Loss(x, epsilon, weights);
        foreach (SafeTensor term in Terms("evaluation."))
            yield return term;
        double[] gradient = probe.LossAndGradient(x, epsilon, weights).Gradient;
        foreach (SafeTensor term in Terms(""))
            yield return term;
        foreach (SafeTensor tensor in Named("gradient.", gradient, isState: false)
            .Concat(Named("state.", probe.GetParameters(), isState: true)))
        {
            yield return tensor;
        }
    }

    private IEnumerable<SafeTensor> Terms(string prefix)
    {
        VariationalNetwork<double> network = probe.Network;
        yield return new(
            prefix + "reconstruction", [rows], Enumerable.Range(0, rows).Select(row => network.Reconstruction.Total(row)).ToArray());
        yield return new(prefix + "kl", [rows], Enumerable.Range(0, rows).Select(row => network.Kl?.Total(row) ?? 0).ToArray());
    }

    // Values in the order of the parameters, each under its name in files.
    private IEnumerable<SafeTensor> Named(string prefix, double[] values, bool? isState = null)
    {
        int first = 0;
        foreach (Parameter<double> parameter in probe.Network.Parameters.All)
        {
            if (isState is null || isState == (parameter.Shape.Role == ParameterRole.State))
                yield return new(prefix + parameter.Shape.Name, parameter.Shape.Shape.AsSpan(), values[first..(first + parameter.Count)]);
            first += parameter.Count;
        }
    }
}
