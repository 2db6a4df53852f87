using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>Emits the files of a valid model, by path of use: what is called, the weights, inference, the training step.</summary>
internal static class ModelEmitter
{
    /// <summary>The hint name and text of each file.</summary>
    public static IReadOnlyList<(string HintName, string Text)> Emit(ModelSpec spec) => Emit(spec, Vocabulary.Standard);

    /// <summary>The same for a model whose words mean something else.</summary>
    public static IReadOnlyList<(string HintName, string Text)> Emit(ModelSpec spec, Vocabulary vocabulary) =>
        Emit(spec, StageFailure.Run("lowering", () => ModelLowering.Lower(spec, vocabulary)));

    /// <summary>The same for a program of one's own in place of what the words of the model say.</summary>
    public static IReadOnlyList<(string HintName, string Text)> Emit(ModelSpec spec, VariationalProgram program)
    {
        ModelSchedules schedules = StageFailure.Run("fusion", () => ModelSchedules.Of(program));
        EmissionContext context = new(spec, program, schedules);
        PhaseMethods methods = PhaseMethods.Of(schedules, context);
        return
        [
            ($"{spec.Host.FileHint}.g.cs", PublicFile(context)),
            ($"{spec.Host.FileHint}.Parameters.g.cs", ParametersFile(context, schedules)),
            ($"{spec.Host.FileHint}.Inference.g.cs", InferenceFile(context, schedules, methods)),
            ($"{spec.Host.FileHint}.TrainingStep.g.cs", TrainingFile(context, schedules, methods)),
        ];
    }

    private static string PublicFile(EmissionContext context)
    {
        EmittedFileWriter file = new(context, usesNumerics: false);
        PublicMembersEmitter members = new(file.Writer, context);
        using (file.Host(members.Bases, string.Join("\n", CardEmitter.Lines(context))))
            members.Emit();
        return file.ToString();
    }

    private static string ParametersFile(EmissionContext context, ModelSchedules schedules)
    {
        EmittedFileWriter file = new(context, usesNumerics: true);
        using (file.Host())
        {
            new ParametersEmitter(file.Writer, context).Emit();
            file.Writer.Line();
            file.Writer.Line("/// <summary>The numerics of the model, bound to its weights and to the scratch memory of one caller.</summary>");
            using (file.Network("private sealed partial class Network<TVector> : VariationalNetwork<" + context.ElementType + ">"))
                new NetworkEmitter(file.Writer, context, schedules).Emit();
        }

        return file.ToString();
    }

    private static string InferenceFile(EmissionContext context, ModelSchedules schedules, PhaseMethods methods)
    {
        EmittedFileWriter file = new(context, usesNumerics: true);
        using (file.Host())
        using (file.Network("private sealed partial class Network<TVector>"))
        {
            Schedule[] tasks = [schedules.Encode, schedules.Decode, schedules.EstimateElbo];
            foreach (Schedule task in tasks)
            {
                Task(file.Writer, context, task, methods);
                file.Writer.Line();
            }

            Phases(file.Writer, tasks.SelectMany((task, index) => methods.NewIn(task, tasks.Take(index))), methods);
        }

        return file.ToString();
    }

    private static string TrainingFile(EmissionContext context, ModelSchedules schedules, PhaseMethods methods)
    {
        EmittedFileWriter file = new(context, usesNumerics: true);
        using (file.Host())
        using (file.Network("private sealed partial class Network<TVector>"))
        {
            file.Writer.Lines("""
                // One step, in order of execution. dy is the gradient of the loss by y. w is the weight of an example in the loss: 1/rows, for the mean
                // over the batch.
                """);
            Task(file.Writer, context, schedules.TrainingStep, methods);
            file.Writer.Line();
            Schedule[] inference = [schedules.Encode, schedules.Decode, schedules.EstimateElbo];
            Phases(file.Writer, methods.NewIn(schedules.TrainingStep, inference), methods);
            file.Writer.Line();
            new OptimizerEmitter(file.Writer, context).Emit();
        }

        return file.ToString();
    }

    private static void Task(SourceWriter writer, EmissionContext context, Schedule schedule, PhaseMethods methods)
    {
        writer.Line($"protected override void {schedule.Task}(Worker worker)");
        using (writer.Block())
        {
            foreach (Phase phase in schedule.Phases)
            {
                if (phase.NeedsSynchronization)
                    writer.Line("worker.Synchronize();");
                foreach (Tensor tensor in context.Sparse.FirstReadIn(phase, schedule))
                    writer.Line($"FindNonZeros(worker, {tensor.Name});");
                writer.Line($"{methods.NameOf(phase)}(worker);");
            }
        }
    }

    private static void Phases(SourceWriter writer, IEnumerable<Phase> phases, PhaseMethods methods)
    {
        bool first = true;
        foreach (Phase phase in phases)
        {
            if (!first)
                writer.Line();
            first = false;
            writer.Lines(methods.TextOf(phase));
        }
    }
}
