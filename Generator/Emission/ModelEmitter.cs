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
        string hint = context.Spec.Host.FileHint;
        EmittedFileWriter file = new(
            context,
            $"What {context.Spec.Host.PlainName} is, and its public members. How it computes: {hint}.Parameters.g.cs (parameters and "
                + "memory),",
            $"{hint}.Inference.g.cs (encoder, decoder, {Estimate(context.Spec)}), {hint}.TrainingStep.g.cs "
                + "(forward, backward, update).");
        PublicMembersEmitter members = new(file.Writer, context);
        using (file.Host(members.Bases, string.Join("\n", CardEmitter.Lines(context))))
            members.Emit();
        return file.ToString();
    }

    private static string ParametersFile(EmissionContext context, ModelSchedules schedules)
    {
        string hint = context.Spec.Host.FileHint;
        EmittedFileWriter file = new(
            context,
            $"The sizes, the parameters and the memory of {context.Spec.Host.PlainName}. What is done with them: {hint}.Inference.g.cs and",
            $"{hint}.TrainingStep.g.cs. What the model is: {hint}.g.cs.");
        file.Namespace();
        new ParametersEmitter(file.Writer, context).Emit();
        file.Writer.Line();
        new NetworkEmitter(file.Writer, context, schedules).Emit();
        return file.ToString();
    }

    private static string InferenceFile(EmissionContext context, ModelSchedules schedules, PhaseMethods methods)
    {
        string hint = context.Spec.Host.FileHint;
        EmittedFileWriter file = new(
            context,
            $"The encoder, the decoder and the {Estimate(context.Spec)} of {context.Spec.Host.PlainName}. "
                + $"Sizes and fields: {hint}.Parameters.g.cs.",
            $"Training shares these methods: {hint}.TrainingStep.g.cs.");
        file.Namespace();
        using (file.Network())
        {
            Schedule[] tasks = [.. schedules.Inference];
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
        string hint = context.Spec.Host.FileHint;
        EmittedFileWriter file = new(
            context,
            $"One training step of {context.Spec.Host.PlainName}. Methods that are not here: {hint}.Inference.g.cs. Sizes and fields: "
                + $"{hint}.Parameters.g.cs.",
            $"The loss is the sum of {Loss(context)} over the examples, w = 1/rows; dy is its gradient by y.",
            "An update sends its gradient into the optimizer that Fit was asked for: Adam, if nothing else.");
        file.Namespace();
        using (file.Network())
        {
            Task(file.Writer, context, schedules.TrainingStep, methods);
            Schedule[] inference = [.. schedules.Inference];
            Phase[] phases = [.. methods.NewIn(schedules.TrainingStep, inference)];
            if (phases.Length > 0)
                file.Writer.Line();
            Phases(file.Writer, phases, methods);
        }

        return file.ToString();
    }

    // What EstimateElbo gives: a deterministic posterior has no bound.
    private static string Estimate(ModelSpec spec) => spec.IsDeterministic ? "loss" : "bound";

    private static string Loss(EmissionContext context)
    {
        string given = FormulaLetters.Given(context.Program);
        return context.Spec.IsDeterministic ? $"−w log p(x|z{given})" : $"w (KL − log p(x|z{given}))";
    }

    private static void Task(SourceWriter writer, EmissionContext context, Schedule schedule, PhaseMethods methods)
    {
        writer.Line($"protected override void {schedule.Task}(Worker worker)");
        using (writer.Block())
        {
            bool hasParts = schedule.Phases.Any(phase => phase.Gradient is not null);
            StepPart part = StepPart.None;
            if (schedule.After is { } before)
                writer.Line($"{before}(worker);");
            if (schedule.After is not null && schedule.Phases.Length > 0)
                writer.Line("worker.Synchronize();");
            foreach (Phase phase in schedule.Phases)
            {
                if (phase.NeedsSynchronization)
                    writer.Line("worker.Synchronize();");
                if (hasParts)
                    part = Heading(writer, context, phase, part);
                foreach (Tensor tensor in context.Sparse.FirstReadIn(phase))
                    writer.Line($"FindNonZeros(worker, {FieldNames.Of(tensor)});");
                writer.Line(methods.CallOf(phase));
            }
        }
    }

    // The parts of a training step; what goes forward once more after the first gradient (a running mean) has no heading of its own.
    private static StepPart Heading(SourceWriter writer, EmissionContext context, Phase phase, StepPart before)
    {
        StepPart part = phase.Gradient is not null ? StepPart.Update
            : phase.Computed.Concat(phase.RowSums).Concat(phase.Totals).Any(context.IsForward) ? StepPart.Forward
            : StepPart.Backward;
        if (part <= before)
            return before;
        if (before != StepPart.None)
            writer.Line();
        writer.Line($"// {part}.");
        return part;
    }

    private enum StepPart
    {
        None,
        Forward,
        Backward,
        Update,
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
