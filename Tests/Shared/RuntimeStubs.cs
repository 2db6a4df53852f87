using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Tests.Shared;

/// <summary>
/// Declarations of runtime types that the public surface names, for each type that the runtime does not have yet. Once it has them all,
/// this file and its use are to go.
/// </summary>
internal static class RuntimeStubs
{
    private static readonly Dictionary<string, string> Stubs = new()
    {
        ["VaeGen.DataSet"] = "namespace VaeGen { public sealed class DataSet; }",
        ["VaeGen.FitOptions"] = "namespace VaeGen { public sealed class FitOptions { public int Epochs { get; init; } } }",
        ["VaeGen.FitReport"] = "namespace VaeGen { public sealed class FitReport; }",
        ["VaeGen.EvaluateOptions"] = "namespace VaeGen { public sealed class EvaluateOptions; }",
        ["VaeGen.Elbo"] = "namespace VaeGen { public sealed class Elbo { public double Nelbo { get; init; } } }",
        ["VaeGen.ElboScores"] = "namespace VaeGen { public sealed class ElboScores; }",
        ["VaeGen.Posterior`1"] = "namespace VaeGen { public sealed class Posterior<T>; }",
        ["VaeGen.Pixels"] = "namespace VaeGen { public enum Pixels { Mean, Drawn } }",
        ["VaeGen.ModelDescription"] = "namespace VaeGen { public sealed class ModelDescription; }",
        ["VaeGen.Runtime.V1.ModelState`1"] = "namespace VaeGen.Runtime.V1 { public sealed class ModelState<T>; }",
        ["VaeGen.Runtime.V1.VariationalNetwork`1"] = "namespace VaeGen.Runtime.V1 { public sealed class VariationalNetwork<T>; }",
        ["VaeGen.VectorWidth"] = "namespace VaeGen { public enum VectorWidth { } }",
        ["VaeGen.Runtime.V1.Parameters`1"] = "namespace VaeGen.Runtime.V1 { public sealed class Parameters<T>; }",
        ["VaeGen.Runtime.V1.TrainingState`1"] = "namespace VaeGen.Runtime.V1 { public sealed class TrainingState<T>; }",
        ["VaeGen.IVariationalModel`1"] = """
            namespace VaeGen
            {
                using VaeGen.Runtime.V1;

                public interface IVariationalModel<T>
                {
                    ModelDescription Description { get; }

                    ModelState<T> State { get; }

                    VariationalNetwork<T> CreateNetwork(VectorWidth width, int capacity, Parameters<T> parameters, TrainingState<T>? training);
                }
            }
            """,
    };

    /// <summary>One source for each missing type.</summary>
    public static IReadOnlyList<string> Sources { get; } = Stubs
        .Where(stub => typeof(EncoderAttribute).Assembly.GetType(stub.Key) is null)
        .Select(stub => "#pragma warning disable CS1591\n" + stub.Value)
        .ToArray();
}
