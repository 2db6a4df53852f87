using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>Where the gradient of a weight goes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GradientSink
{
    /// <summary>Straight into the optimizer's update of its tile.</summary>
    Optimizer,

    /// <summary>Into the gradient buffer, for checks, clipping or an exchange between processes.</summary>
    Buffer,
}

/// <summary>What training keeps beside the weights: the optimizer's moments, and the position in the data.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainingState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int parametersOrigin;
    private readonly int firstOrigin;
    private readonly int secondOrigin;

    /// <summary>Allocates zero moments for the parameters.</summary>
    public TrainingState(Parameters<T> parameters)
        : this(parameters, new TrainingProgress())
    {
    }

    /// <summary>Allocates zero moments for the parameters, for a training that stands where a file says.</summary>
    internal TrainingState(Parameters<T> parameters, TrainingProgress progress)
    {
        Progress = progress;
        parametersOrigin = parameters.Origin;
        FirstMoments = AlignedMemory.Allocate<T>(parameters.Length, out firstOrigin);
        SecondMoments = AlignedMemory.Allocate<T>(parameters.Length, out secondOrigin);
    }

    /// <summary>m, the running mean of the gradient, in the layout of the parameters; plain RMSprop keeps none.</summary>
    public T[] FirstMoments { get; }

    /// <summary>v, the running mean of its square, in the layout of the parameters.</summary>
    public T[] SecondMoments { get; }

    /// <summary>What to add to an offset among the parameters to find its first moment.</summary>
    public int FirstMomentShift => firstOrigin - parametersOrigin;

    /// <summary>What to add to an offset among the parameters to find its second moment.</summary>
    public int SecondMomentShift => secondOrigin - parametersOrigin;

    /// <summary>The rule that the moments belong to; null before the first step.</summary>
    public UpdateRule? Rule { get; set; }

    /// <summary>Training steps done.</summary>
    public int Step => Progress.Position.Step;

    /// <summary>Whole passes over the training data done.</summary>
    public int Epoch => Progress.Position.Epoch;

    /// <summary>Batches done in the pass that is under way.</summary>
    public int BatchInEpoch => Progress.Position.BatchInEpoch;

    /// <summary>Where the training stands, and what is due.</summary>
    internal TrainingProgress Progress { get; }
}
