using System;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen;

public static partial class Inference
{
    /// <summary>
    /// The examples with their missing elements filled in: the mean of p(x|z) at the mean of q(z|x), which sees a missing element as zero. Elements that are there
    /// stay as they are. [count × features], row-major.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples; those without missing elements come back as they are.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The examples have another size or shape than the model's.</exception>
    /// <exception cref="DataFormatException">A value is not possible under the model's likelihood, or a label no class of the model: the message names it, and the example.</exception>
    public static T[] Impute<T>(IVariationalModel<T> model, DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        OptionChecks.Check(model.Description, data);
        int features = model.Description.Features;
        var x = new T[checked(data.Count * features)];
        var observed = new double[features];
        var values = new double[features];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, values);
            for (int j = 0; j < features; j++)
                x[(i * features) + j] = T.CreateTruncating(values[j]);
        }

        T[] means = Reconstruct<T>(model, x, model.Description.ConditionClasses > 0 ? data.Labels : default);
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyMask(i, observed);
            for (int j = 0; j < features; j++)
            {
                if (observed[j] == 0)
                    x[(i * features) + j] = means[(i * features) + j];
            }
        }

        return x;
    }
}
