using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>What the emitters of one model share: its precision and the names of sizes, panels and weights in the emitted code.</summary>
internal sealed class EmissionContext
{
    private readonly Dictionary<Axis, string> sizeNames = [];
    private readonly HashSet<ParameterTensor> transposed;

    public EmissionContext(ModelSpec spec, VariationalProgram program, IEnumerable<Fusion.Schedule> schedules)
    {
        Spec = spec;
        Program = program;
        foreach (ParameterTensor parameter in program.Parameters)
        {
            foreach (Axis axis in parameter.Axes)
                sizeNames[axis] = NameOf(axis);
        }

        transposed = [.. schedules.SelectMany(schedule => schedule.Phases)
            .SelectMany(phase => phase.Products)
            .SelectMany(product => product.Terms)
            .Where(ReadsTransposed)
            .Select(term => (ParameterTensor)term.Right)];
    }

    public ModelSpec Spec { get; }

    public VariationalProgram Program { get; }

    /// <summary><c>float</c> or <c>double</c>.</summary>
    public string ElementType => Spec.ElementType;

    /// <summary>The precision of the vectors.</summary>
    public Precision Precision => Spec.Precision.Value;

    /// <summary>Columns of a panel: 64 bytes.</summary>
    public int PanelWidth => ElementType == "double" ? 8 : 16;

    /// <summary>The axes of the layers, in the order of the model.</summary>
    public IEnumerable<Axis> Axes => sizeNames.Keys;

    /// <summary>The fields of the network that hold weights: no local may hide one.</summary>
    public IEnumerable<string> FieldNames => Program.Parameters.Select(parameter => parameter.Name);

    /// <summary>The constant that holds an axis's size, such as <c>HiddenSize1</c>.</summary>
    public string SizeConstant(Axis axis) => sizeNames[axis] + "Size";

    /// <summary>The constant that holds the number of panels of an axis.</summary>
    public string PanelsConstant(Axis axis) => sizeNames[axis] + "Panels";

    /// <summary>The panels of an axis.</summary>
    public int Panels(Axis axis) => (axis.Size!.Value + PanelWidth - 1) / PanelWidth;

    /// <summary>Whether the last panel of an axis has lanes that are no columns.</summary>
    public bool HasPadding(Axis axis) => axis.Size!.Value % PanelWidth != 0;

    /// <summary>Whether a transposed copy of these weights is kept.</summary>
    public bool IsTransposed(ParameterTensor parameter) => transposed.Contains(parameter);

    /// <summary>The right factor of a product: weights, or their transposed copy where the product sums over the layer's outputs.</summary>
    public string Factor(ContractionTerm term) => ReadsTransposed(term) ? term.Right.Name + "Transposed" : term.Right.Name;

    /// <summary>The array that holds one value for each example.</summary>
    public string RowValues(Tensor tensor) =>
        tensor == Program.ExampleWeight ? "Batch.Weights" : throw new NotSupportedException($"No column holds '{tensor.Name}'.");

    /// <summary>Whether a product sums over a layer's outputs, so that it reads transposed weights.</summary>
    public bool ReadsTransposed(ContractionTerm term) => term.Right is ParameterTensor && Equals(term.Over, term.Right.Axes[1]);

    /// <summary>The layer that an axis counts, as part of names.</summary>
    public string NameOf(Axis axis) => axis.Name switch
    {
        "x" => "Feature",
        "z" => "Latent",
        "c" => "Condition",
        _ => "Hidden" + axis.Name.Substring(1),
    };
}
