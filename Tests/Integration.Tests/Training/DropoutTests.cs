using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>
/// A dropout stands in training alone: a trained model encodes and evaluates as the model without it, whatever layer is beside it. What
/// the layers behind it compute with lies elsewhere then.
/// </summary>
public sealed class DropoutTests
{
    private const string Dropout = "[Dropout(0.5)]";

    private static readonly string[] Layers =
    [
        "[LayerNorm]", "[BatchNorm]", "[Conv(20, 3, Padding = 1)]", "[Residual] [LayerNorm] [EndResidual]",
        "[Residual] [BatchNorm] [EndResidual]", "[Residual] [Conv(#, 3, Padding = 1)] [EndResidual]",
    ];

    // Of the pixels of x, of a volume of more channels than a panel, of a decoder's volume.
    private static readonly (string Networks, int Channels)[] Places =
    [
        ("[Encoder] # [Decoder] [Dense(5)]", 1),
        ("[Encoder] [Conv(17, 3, Padding = 1)] # [Decoder] [Dense(5)]", 17),
        ("[Encoder] [Dense(5)] [Decoder] [Dense(17, 4, 6)] # [Conv(1, 3, Padding = 1)]", 17),
    ];

    private static readonly DataSet Data = DataSet.From([.. Enumerable.Range(0, 6 * 24).Select(i => i * 5 % 7 / 7f)], new DataShape(24));

    [Fact]
    public void ATrainedModelIsThatWithoutIt()
    {
        (string Name, string Attributes)[] models = [.. Places.SelectMany((place, i) => Layers.SelectMany((layer, j) =>
        {
            string own = layer.Replace("#", $"{place.Channels}");
            return new[]
            {
                ($"Before{i}{j}", place.Networks.Replace("#", Dropout + own)),
                ($"Behind{i}{j}", place.Networks.Replace("#", own + Dropout)),
            };
        }))];
        IEnumerable<string> sources = models.SelectMany(model => new[]
        {
            Source(model.Attributes, model.Name), Source(model.Attributes.Replace(Dropout, "[Dropout(0)]"), model.Name + "Without"),
        });
        Assembly assembly = ModelCompilation.Of("using VaeGen;\nnamespace Declared;\n" + string.Join("\n", sources)).Load();

        foreach ((string name, string attributes) in models)
        {
            IVariationalModel<float> model = CompiledModels.Create<float>(assembly, name);
            IVariationalModel<float> without = CompiledModels.Create<float>(assembly, name + "Without");
            Draw(model);
            Draw(without);
            Assert.True(Loss(model) == Loss(without), $"{attributes}: {Loss(model)}, without the dropout {Loss(without)}");
        }
    }

    private static double Loss(IVariationalModel<float> model) =>
        Evaluator.Evaluate(model, Data, new EvaluateOptions { Seed = 3 }).Loss;

    // Every value its own: a new model's scales are all one.
    private static void Draw(IVariationalModel<float> model)
    {
        Random random = new(5);
        Parameters<float> parameters = model.ModelState.Parameters;
        foreach (Parameter<float> parameter in parameters.All.OrderBy(parameter => parameter.Shape.Name, StringComparer.Ordinal))
        {
            float[] values = [.. Enumerable.Range(0, parameter.Count).Select(_ => 0.01f + (0.02f * random.NextSingle()))];
            parameter.CopyFrom(values, parameters.Storage, shift: 0);
        }

        parameters.RefreshTransposed();
    }

    private static string Source(string attributes, string name) =>
        $"{attributes} [Prior(Normal, 2)] [Likelihood(Gaussian, 1, 4, 6, Sigma = 1)] internal sealed partial class {name};";
}
