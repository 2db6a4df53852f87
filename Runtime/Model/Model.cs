using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>What every model is: its weights, its files, its description. The generator makes a model derive from one of the classes below
/// this one.</summary>
/// <typeparam name="T">The precision: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Model<T> : ModelWords, IVariationalModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ModelState<T> state;
    private readonly NetworkFactory<T> createNetwork;

    /// <summary>Makes the model with new weights.</summary>
    /// <param name="code">What was emitted for it; null for a model with errors, which can be declared and not be made.</param>
    /// <param name="seed">The key of the initial weights.</param>
    /// <exception cref="System.InvalidOperationException">Nothing was emitted.</exception>
    protected Model(ModelCode<T>? code, ulong seed)
    {
        if (code is null)
            throw new System.InvalidOperationException("The model has errors: see the VAE diagnostics of its attributes.");
        Description = code.Description;
        createNetwork = code.CreateNetwork;
        state = new ModelState<T>(this, seed, code.Shapes);
    }

    /// <summary>The weights by their names in files, such as <c>encoder.0.weight</c>.</summary>
    public Parameters<T> Parameters => state.Parameters;

    /// <summary>What the model is: its sizes, its distributions, its defaults.</summary>
    public ModelDescription Description { get; }

    ModelState<T> IVariationalModel<T>.ModelState => state;

    /// <summary>Writes the weights as a safetensors file with PyTorch's names and shapes. A file of that name is replaced at once
    /// or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="System.IO.IOException">The file cannot be written.</exception>
    public void Save(string path) => ModelFile.Save(this, path);

    /// <summary>The examples with their missing elements filled in by the mean of p(x given z) at the mean of q(z given x): [count ×
    /// features], row-major. Elements that are there stay as they are.</summary>
    /// <param name="data">The examples, with elements that are declared to be missing.</param>
    /// <exception cref="System.ArgumentException">The examples have another size or shape than x.</exception>
    /// <exception cref="DataFormatException">The data has values that the likelihood has no density for.</exception>
    public T[] Impute(DataSet data) => Inference.Impute(this, data);

    VariationalNetwork<T> IVariationalModel<T>.CreateNetwork(
        VectorWidth width, int capacity, Parameters<T> parameters, TrainingState<T>? training) =>
        createNetwork(width, capacity, parameters, training);
}
