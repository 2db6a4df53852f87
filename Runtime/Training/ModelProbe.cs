using System;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The inside of a model for tests: sets its weights, injects ε, and returns loss and gradient, at any vector width and number of threads.
/// It works on the weights of the model, with moments of its own.
/// </summary>
/// <remarks>Flat arrays hold the parameters in the model's order, each in the order of its file (row-major [outputs, inputs]), states
/// included.</remarks>
/// <typeparam name="T">The model's precision.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelProbe<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ModelState<T> state;
    private readonly Parameters<T> parameters;
    private readonly TrainingState<T> training;
    private readonly int threads;
    private readonly int features;

    /// <summary>Binds a network of the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="width">The vectors to compute with.</param>
    /// <param name="threads">The threads to compute on.</param>
    /// <param name="capacity">The most examples of a batch.</param>
    public ModelProbe(IVariationalModel<T> model, VectorWidth width, int threads, int capacity)
    {
        ArgumentNullException.ThrowIfNull(model);
        Description = model.Description;
        state = model.ModelState;
        parameters = state.Parameters;
        training = new TrainingState<T>(parameters);
        this.threads = threads;
        features = model.Description.Features;
        Network = model.CreateNetwork(width, capacity, parameters, training);
        Network.AllocateGradients();
        Count = CountAll();
    }

    /// <summary>The network under test.</summary>
    public VariationalNetwork<T> Network { get; }

    /// <summary>What the model is.</summary>
    public ModelDescription Description { get; }

    /// <summary>The number of values of all parameters.</summary>
    public int Count { get; }

    /// <summary>The numbers that an example takes of the noise of each latent variable, all its draws together: of the first as
    /// <c>epsilon</c>, of others as <see cref="FurtherNoise"/>.</summary>
    public int[] NoiseSizes
    {
        get
        {
            PanelMatrix<T>[] noises = Network.Ports.Matrices(PortRole.Noise);
            return noises.Length == 0
                ? [Network.Latent.Columns]
                : Array.ConvertAll(noises, noise => noise.Columns * Network.RowsPerExample(noise));
        }
    }

    /// <summary>Optimizer, learning rate and clipping of <see cref="OptimizerStep"/>.</summary>
    public FitOptions Options { get; set; } = new();

    /// <summary>The class of each row of a conditional model; row r is of class r modulo the classes where this is empty.</summary>
    public int[] Labels { get; set; } = [];

    /// <summary>The normal noise of the model beside ε, of each further stream [rows × elements].</summary>
    public double[][] FurtherNoise { get; set; } = [];

    /// <summary>Which elements of x are there [rows × features]; all of them where this is empty.</summary>
    public bool[] Observed { get; set; } = [];

    /// <summary>The weights [<see cref="Count"/>].</summary>
    public double[] GetParameters() => Read(parameters.Storage, 0);

    /// <summary>The optimizer's m [<see cref="Count"/>].</summary>
    public double[] GetFirstMoments() => Read(training.FirstMoments, training.FirstMomentShift);

    /// <summary>The optimizer's v [<see cref="Count"/>].</summary>
    public double[] GetSecondMoments() => Read(training.SecondMoments, training.SecondMomentShift);

    /// <summary>The gradient that the last training step left in the buffer [<see cref="Count"/>].</summary>
    public double[] GetGradient() => Read(Network.Gradients, Network.GradientShift);

    /// <summary>Sets the weights [<see cref="Count"/>], each rounded to the model's precision.</summary>
    /// <exception cref="InvalidOperationException">The model is in training.</exception>
    public void SetParameters(ReadOnlySpan<double> values)
    {
        RequireLength(values.Length, Count, nameof(values));
        state.BeginChange("its weights can't be set meanwhile. Set them after Fit has returned; Stop() in AfterEpoch ends it.");
        try
        {
            foreach (Parameter<T> parameter in parameters.All)
            {
                parameter.CopyFrom(Rounded(values[..parameter.Count]), parameters.Storage, shift: 0);
                values = values[parameter.Count..];
            }

            parameters.RefreshTransposed();
            state.IsUntrained = false;
        }
        finally
        {
            state.EndChange();
        }
    }

    /// <summary>Loss and gradient of one batch by the gradient buffer; the weights stay as they are.</summary>
    /// <param name="x">The examples [rows × features].</param>
    /// <param name="epsilon">ε [rows × draws × latents].</param>
    /// <param name="weights">The weight of each example in the loss [rows]; empty for 1/rows.</param>
    public LossAndGradient LossAndGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> epsilon, ReadOnlySpan<double> weights = default)
    {
        Fill(x, epsilon, weights);
        Network.Sink = GradientSink.Buffer;
        Network.Run(NetworkTask.Train, threads);
        (double reconstruction, double kl) = Losses();
        return new LossAndGradient(Objective() ?? reconstruction + kl, reconstruction, kl, GetGradient());
    }

    /// <summary>The loss alone, by the forward pass of an evaluation: reconstruction and KL weighted as in
    /// <see cref="LossAndGradient"/>.</summary>
    public (double Reconstruction, double Kl) Loss(
        ReadOnlySpan<double> x, ReadOnlySpan<double> epsilon, ReadOnlySpan<double> weights = default)
    {
        Fill(x, epsilon, weights);
        Network.Run(NetworkTask.EstimateElbo, threads);
        return Losses();
    }

    /// <summary>What training minimizes, forward only: the sum of the terms where the model has no other objective.</summary>
    /// <param name="x">The examples [rows × features].</param>
    /// <param name="epsilon">The noise of the first latent variable [rows × its numbers an example].</param>
    /// <param name="weights">The weight of each example [rows]; equal ones where none are given.</param>
    public double Objective(ReadOnlySpan<double> x, ReadOnlySpan<double> epsilon, ReadOnlySpan<double> weights = default)
    {
        (double reconstruction, double kl) = Loss(x, epsilon, weights);
        return Objective() ?? reconstruction + kl;
    }

    /// <summary>One step of the optimizer on one batch with the mean over its rows.</summary>
    /// <param name="x">The examples [rows × features].</param>
    /// <param name="epsilon">ε [rows × latents].</param>
    /// <param name="sink">Straight into the optimizer, or by the gradient buffer; both have to give the same bits.</param>
    public void OptimizerStep(ReadOnlySpan<double> x, ReadOnlySpan<double> epsilon, GradientSink sink)
    {
        Fill(x, epsilon, default);
        NextStep();
        Network.Sink = sink;
        Network.Run(NetworkTask.Train, threads);
        if (sink == GradientSink.Buffer)
            Network.Run(NetworkTask.ApplyGradients, threads);
    }

    /// <summary>One step of the optimizer on a given gradient.</summary>
    /// <param name="gradient">In place of the loss's [<see cref="Count"/>].</param>
    public void OptimizerStepOn(ReadOnlySpan<double> gradient)
    {
        RequireLength(gradient.Length, Count, nameof(gradient));
        foreach (Parameter<T> parameter in parameters.All)
        {
            parameter.CopyFrom(Rounded(gradient[..parameter.Count]), Network.Gradients, Network.GradientShift);
            gradient = gradient[parameter.Count..];
        }

        NextStep();
        Network.Sink = GradientSink.Buffer;
        Network.Run(NetworkTask.ApplyGradients, threads);
    }

    private void NextStep()
    {
        training.Progress.Position = training.Progress.Position.AfterStep(Network.Batch.Rows, reconstruction: 0, kl: 0);
        OptimizerScalars.Set(Network, Options.Optimizer, Options.LearningRate, training.Step);
        Network.Clipping = Options.Clipping<T>(parameters.Length);
    }

    private void Fill(ReadOnlySpan<double> x, ReadOnlySpan<double> epsilon, ReadOnlySpan<double> weights)
    {
        int rows = x.Length / features;
        RequireLength(x.Length, rows * features, nameof(x));
        RequireLength(epsilon.Length, rows * NoiseSizes[0], nameof(epsilon));
        Batch<T> batch = Network.Batch;
        batch.Rows = rows;
        batch.Data = null;
        batch.NoiseSource = NoiseSource.Given;
        batch.Noise = [Rounded(epsilon), .. FurtherNoise.Select(noise => Rounded(noise))];
        Network.SetInputs(Rounded(x));
        for (int row = 0; row < rows && Network.Condition is { } condition; row++)
            Network.SetClass(row, Labels.Length > 0 ? Labels[row] : row % condition.Columns);
        batch.HasMissing = Observed.Length > 0;
        if (batch.HasMissing)
        {
            RequireLength(Observed.Length, x.Length, nameof(Observed));
            Network.AllocateMask();
            Network.SetMask(Array.ConvertAll(Observed, isThere => isThere ? T.One : T.Zero));
        }

        batch.WeighEqually();
        if (weights.IsEmpty)
            return;
        RequireLength(weights.Length, rows, nameof(weights));
        Rounded(weights).CopyTo(batch.Weights, 0);
    }

    // Where it is not the sum of the terms.
    private double? Objective()
    {
        if (Network.Ports.Totals(PortRole.Objective) is not { } losses)
            return null;
        double sum = 0;
        for (int row = 0; row < Network.Batch.Rows; row++)
            sum += double.CreateTruncating(Network.Batch.Weights[row]) * losses.Total(row);
        return sum;
    }

    private (double Reconstruction, double Kl) Losses()
    {
        double reconstruction = 0;
        double kl = 0;
        for (int row = 0; row < Network.Batch.Rows; row++)
        {
            double weight = double.CreateTruncating(Network.Batch.Weights[row]);
            reconstruction += weight * Network.Reconstruction.Total(row);
            kl += weight * (Network.Kl?.Total(row) ?? 0);
        }

        return (reconstruction, kl);
    }

    private double[] Read(T[] storage, int shift)
    {
        var all = new double[Count];
        int first = 0;
        foreach (Parameter<T> parameter in parameters.All)
        {
            var values = new T[parameter.Count];
            parameter.CopyTo(storage, shift, values);
            for (int i = 0; i < values.Length; i++)
                all[first + i] = double.CreateTruncating(values[i]);
            first += values.Length;
        }

        return all;
    }

    private int CountAll()
    {
        int count = 0;
        foreach (Parameter<T> parameter in parameters.All)
            count += parameter.Count;
        return count;
    }

    private static T[] Rounded(ReadOnlySpan<double> values)
    {
        var rounded = new T[values.Length];
        for (int i = 0; i < values.Length; i++)
            rounded[i] = T.CreateTruncating(values[i]);
        return rounded;
    }

    private static void RequireLength(int length, int expected, string parameter)
    {
        if (length != expected)
            throw new ArgumentException($"There are {length} values; {expected} were expected.", parameter);
    }
}

/// <summary>The loss of a batch and its gradient.</summary>
/// <param name="Loss">Reconstruction plus KL, weighted over the examples, in nats.</param>
/// <param name="Reconstruction">−log p(x|z).</param>
/// <param name="Kl">KL(q(z|x) ‖ p(z)).</param>
/// <param name="Gradient">The derivative of the loss by each value of the parameters, flat; 0 for states.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LossAndGradient(double Loss, double Reconstruction, double Kl, double[] Gradient);
