using System.Linq;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>The floating-point operations of a model that its layers make necessary; padding, activations and the loss are not
/// counted.</summary>
internal static class ModelCost
{
    /// <summary>
    /// Operations of one example in a training step: two for each weight forward, two in the weight's gradient, and two in the input's
    /// gradient of all layers but the first. 3.28 million for 784-400-20.
    /// </summary>
    public static double TrainingStep(IVariationalModel<float> model)
    {
        ParameterShape[] weights =
            [.. model.ModelState.Parameters.All.Select(parameter => parameter.Shape).Where(shape => shape.Role == ParameterRole.Weight)];
        double all = weights.Sum(shape => (double)shape.Inputs * shape.Outputs);
        double passed = weights.Where(shape => shape.Transposed).Sum(shape => (double)shape.Inputs * shape.Outputs);
        return 2 * (2 * all + passed);
    }
}
