using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Models as safetensors files, with PyTorch's names and orientations: <c>load_state_dict</c> takes the weights as they are. A file that
/// also holds the training state (<c>adam.m.*</c>, <c>adam.v.*</c> or another optimizer's moments, the position in the data, and where the
/// training is validated <c>best.*</c> or <c>last.*</c>, the best weights so far or, if the model has those, the ones trained last) lets a
/// training go on as if it had not stopped.
/// </summary>
public static class ModelFile
{
    /// <summary>Writes a model. A file of that name is replaced at once or not at all.</summary>
    /// <param name="model">
    /// The model; not while <c>Fit</c> changes it. In <see cref="FitOptions.AfterEpoch"/> and <see cref="FitOptions.Progress"/> it may be
    /// saved.
    /// </param>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="includeTraining">Whether moments and position are written too, where the model has been trained.</param>
    /// <param name="cancellationToken">After a cancellation the old file is as it was.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="System.IO.IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled.</exception>
    public static void Save<T>(
        IVariationalModel<T> model, string path, bool includeTraining = false, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelState<T> state = model.ModelState;
        TrainingState<T>? training = includeTraining ? state.Training : null;
        List<SafeTensor> tensors = [];
        foreach (ModelFileArena<T> arena in ModelFileArena<T>.Of(state.Parameters, training, training is null ? null : state.Best))
        {
            foreach (Parameter<T> parameter in state.Parameters.All.Where(arena.Has))
                tensors.Add(ModelFileTensors.Of(parameter, arena));
        }

        SafeTensorsFile.Write(path, tensors, ModelFileMetadata.Of(model, training), cancellationToken);
    }

    /// <summary>
    /// Reads a model's weights, and its training state where the file has it; otherwise a later <c>Fit</c> begins with new moments. Where
    /// anything does not fit, the model stays as it was. Files of earlier versions don't say what is due of the training's end; it is taken
    /// to be due, which changes nothing where it was done.
    /// </summary>
    /// <param name="model">The model to set; not while anything else uses it.</param>
    /// <param name="path">A file of <see cref="Save"/>, or of PyTorch with the same names and shapes.</param>
    /// <returns>The model.</returns>
    /// <typeparam name="TModel">The model's class.</typeparam>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file is no whole safetensors file, or holds another model, another precision, or values that are not finite: the message says
    /// what was found and what was expected.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model is in training, or being loaded.</exception>
    public static TModel Load<TModel, T>(TModel model, string path)
        where TModel : class, IVariationalModel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        model.ModelState.BeginChange(
            "a file can't replace its weights meanwhile. Load it after Fit has returned, or into another model; "
            + "Stop() in AfterEpoch ends Fit.");
        try
        {
            Read(model, path);
        }
        finally
        {
            model.ModelState.EndChange();
        }

        return model;
    }

    private static void Read<T>(IVariationalModel<T> model, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SafeTensorsFile file = SafeTensorsFile.Read(path);
        ModelFileMetadata metadata = ModelFileMetadata.Read(file.Metadata, path);
        metadata.RequireModel(model.Description, path);
        ModelState<T> state = model.ModelState;
        bool hasMoments = ModelFileTensors.HasMoments(file);
        TrainingState<T>? training = hasMoments
            ? new TrainingState<T>(state.Parameters, metadata.Progress ?? new()) { Rule = metadata.Optimizer }
            : null;
        BestWeights<T>? best = hasMoments
            ? BestWeights<T>.Read(
                state.Parameters, new MetadataReader(file.Metadata, path), ModelFileTensors.Has(file, ModelFileArena<T>.LastPrefix))
            : null;
        IReadOnlyList<ModelFileArena<T>> arenas = ModelFileArena<T>.Of(state.Parameters, training, best);
        ModelFileTensors.Require(file, model, arenas, path);
        if (hasMoments && metadata.Progress is null)
        {
            throw new DataFormatException($"'{path}' holds an optimizer's moments without the step they belong to; the metadata 'step' "
                + "was expected.");
        }

        state.TakeUp(training, best);
        state.IsUntrained = metadata.IsUntrained;
        state.Seed = metadata.Seed ?? state.Seed;
        foreach (ModelFileArena<T> arena in arenas)
        {
            foreach (Parameter<T> parameter in state.Parameters.All.Where(arena.Has))
                ModelFileTensors.Copy(file, parameter, arena);
        }

        state.Parameters.RefreshTransposed();
    }
}
