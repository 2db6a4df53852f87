using System.Collections.Generic;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>
/// The fields of an emitted network. Parameters are called as in files: <c>encoder.log_variance.weight</c> is
/// <c>encoderLogVarianceWeight</c>. What is computed for a batch ends in what it is: <c>h1Batch</c> is h1 of all examples. So no local of a
/// loop, such as the vector <c>h1</c>, has the name of a field.
/// </summary>
internal static class FieldNames
{
    /// <summary>The field that holds a tensor.</summary>
    public static string Of(Tensor tensor) => tensor.Field;

    /// <summary>The local that holds a tile of it.</summary>
    public static string TileOf(Tensor tensor) => (tensor is ParameterTensor ? Of(tensor) : tensor.Name) + "Tile";

    /// <summary>All fields of a program's parameters are different.</summary>
    /// <exception cref="System.InvalidOperationException">Two files' names would be one field.</exception>
    public static void Check(IEnumerable<ParameterTensor> parameters)
    {
        HashSet<string> fields = [];
        foreach (ParameterTensor parameter in parameters)
        {
            if (!fields.Add(Of(parameter)))
                throw new System.InvalidOperationException($"Another parameter than '{parameter.FileName}' has the field {Of(parameter)}.");
        }
    }
}
