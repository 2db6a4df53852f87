using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Objectives;

/// <summary>What training minimizes: a loss of each example, made of the terms of the bound. What is reported beside it is the bound
/// whatever the objective.</summary>
internal abstract class Objective
{
    /// <summary>Draws of each latent for an example.</summary>
    public virtual int Samples => 1;

    /// <summary>Whether the loss is the sum of the bound's terms, so that nothing has to be computed for it.</summary>
    public virtual bool IsBound => false;

    /// <summary>The loss of each example.</summary>
    /// <param name="bound">The terms.</param>
    public abstract Tensor Of(Bound bound);

    /// <summary>The rows of draws: of examples where each has one.</summary>
    public Axis Rows => Samples == 1 ? Axis.Batch : Axis.Fanned(AxisRole.Sample, Samples);
}
