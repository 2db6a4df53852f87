using System;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Trains models by stochastic gradient descent on the negative evidence lower bound.</summary>
public static class Trainer
{
    /// <summary>
    /// Compiles the code of a training step now, which the first step of <c>Fit</c> would otherwise wait for: a good use of the time in
    /// which another thread reads the data. The model stays as it is; weights and moments of a second model are in memory until this
    /// returns. Nothing depends on whether it was called.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    public static void Prepare<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        Rehearsal.Run(model);
    }

    /// <summary>
    /// Forgets the optimizer's moments, the place in the data and what was validated: the next <c>Fit</c> begins at step 1 with the weights
    /// that the model has, by any optimizer.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="InvalidOperationException">The model is in training, or being loaded.</exception>
    public static void Restart<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelState<T> state = model.ModelState;
        state.BeginChange("its moments can't be forgotten meanwhile. Call Restart after Fit has returned; Stop() in AfterEpoch ends it.");
        state.ForgetTraining();
        state.EndChange();
    }

    /// <summary>
    /// Trains further, from where the model stands. The same seed, data and options give the same weights to the bit for any number of
    /// threads, and a training that was stopped and goes on with the same data and options gives the weights of one that was not. What is
    /// due of a training's end when a call is interrupted (the validation of its last pass, the best weights, the exact σ²) the next call
    /// does, if need be one of 0
    /// <see cref="FitOptions.Epochs"/>.
    /// </summary>
    /// <param name="model">The model; nothing else may use its weights meanwhile.</param>
    /// <param name="data">The training data.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Checked before each step, and before each batch of an evaluation. A cancelled model keeps what it has learned, its place in the
    /// data, and what is due.
    /// </param>
    /// <returns>
    /// One record for each pass, the best one by validation, why the call ended, what it did of an interrupted one, and warnings.
    /// </returns>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">
    /// An option is not possible, a batch is larger than the data, the examples have another size or shape than the model's, or the model
    /// holds the moments of another optimizer.
    /// </exception>
    /// <exception cref="DataFormatException">A value is not possible under the model's likelihood: the message names value, example and
    /// element.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">The model is in training already, or being loaded.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static FitReport Fit<T>(
        IVariationalModel<T> model, DataSet data, FitOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new FitOptions();
        OptionChecks.Check(options);
        OptionChecks.Check<T>(model.Description, data);
        ModelState<T> state = model.ModelState;
        state.BeginChange("one Fit at a time changes its weights. Begin another after it has returned; Stop() in AfterEpoch ends it.");
        try
        {
            return Fit(model, state, data, options, cancellationToken);
        }
        finally
        {
            state.EndChange();
        }
    }

    private static FitReport Fit<T>(
        IVariationalModel<T> model, ModelState<T> state, DataSet data, FitOptions options, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (DataSet train, DataSet? validation) = options.ValidationFraction is double fraction
            ? data.Split(fraction, options.Seed ?? state.Seed)
            : (data, options.Validation);
        if (options.Validation is not null)
            OptionChecks.Check<T>(model.Description, options.Validation);
        if (options.Test is { } test)
            OptionChecks.Check<T>(model.Description, test);
        OptionChecks.CheckBatch(options, model.Description, train);
        if (!options.IsToFinish)
            OptionChecks.CheckMoments(options, state.Training, model.Description);
        // A call that is cancelled before it begins, or has nothing to do, changes nothing.
        cancellationToken.ThrowIfCancellationRequested();
        if (options.IsToFinish && state.Training?.Progress.Position.IsEnded != false)
            return new FitReport([], Findings.For(model.Description, train)) { Best = state.Best?.Best };
        return new TrainingRun<T>(model, train, validation, options).Run(cancellationToken);
    }
}
