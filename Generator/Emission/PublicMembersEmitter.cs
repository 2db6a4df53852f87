using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the public members of a valid model: thin calls into the runtime, which does the same for every model.</summary>
internal sealed class PublicMembersEmitter(SourceWriter writer, EmissionContext context)
{
    private string Name => context.Spec.Host.Name;

    private string Element => context.ElementType;

    private bool IsConditional => context.Spec.Surface.IsConditional;

    private bool IsDeterministic => context.Spec.IsDeterministic;

    private string Labels => IsConditional ? ", labels" : "";

    private string Label => IsConditional ? ", label" : "";

    /// <summary>Writes the state, the public members and the interface.</summary>
    public void Emit()
    {
        writer.Line($"private readonly ModelState<{Element}> state;");
        foreach (SurfaceMember member in PublicSurface.Members(Name, context.Spec.Surface))
        {
            writer.Line();
            writer.Lines(member.Documentation);
            Member(member);
        }

        foreach (SurfaceMember member in PublicSurface.ExplicitMembers(Element))
        {
            writer.Line();
            writer.Lines(member.Id == "CreateNetwork"
                ? $"{member.Signature} =>\n    {context.Network}.Create(width, capacity, parameters, training);"
                : $"{member.Signature} => state;");
        }
    }

    private void Member(SurfaceMember member)
    {
        if (member.Id == "New")
        {
            using (writer.Block(member.Signature))
                writer.Line($"state = new(this, seed, {context.Network}.ParameterShapes);");
            return;
        }

        if (member.Id == "Description")
        {
            Description(member);
            return;
        }

        writer.Line(member.Signature + " =>");
        using (writer.Indent())
            writer.Line(Body(member.Id) + ";");
    }

    private string Body(string id) => id switch
    {
        "Load" => $"global::VaeGen.ModelFile.Load<{Name}, {Element}>(new {Name}(), path)",
        "Save" => "global::VaeGen.ModelFile.Save(this, path)",
        "Fit" => "global::VaeGen.Trainer.Fit(this, data, options, cancellation)",
        "Evaluate" when IsDeterministic => "global::VaeGen.Evaluator.EvaluateAutoencoder(this, data, options, cancellation)",
        "Score" when IsDeterministic => "global::VaeGen.Evaluator.ScoreAutoencoder(this, data, options, cancellation)",
        "Evaluate" => "global::VaeGen.Evaluator.Evaluate(this, data, options, cancellation)",
        "Score" => "global::VaeGen.Evaluator.Score(this, data, options, cancellation)",
        "Encode" when IsDeterministic => $"global::VaeGen.Inference.EncodeToCode(this, x{Labels})",
        "EncodeInto" when IsDeterministic => $"global::VaeGen.Inference.EncodeToCode(this, x, z{Labels})",
        "Encode" => $"global::VaeGen.Inference.Encode(this, x{Labels})",
        "EncodeInto" => $"global::VaeGen.Inference.Encode(this, x, mean, logVariance{Labels})",
        "Decode" => $"global::VaeGen.Inference.Decode(this, z{Labels})",
        "DecodeInto" => $"global::VaeGen.Inference.Decode(this, z, mean{Labels})",
        "Sample" => $"global::VaeGen.Inference.Sample(this, {(IsConditional ? "labels" : "count")}, seed, pixels)",
        "SampleInto" => $"global::VaeGen.Inference.Sample(this, x, seed, pixels{Labels})",
        "Reconstruct" => $"global::VaeGen.Inference.Reconstruct(this, x{Labels})",
        "ReconstructInto" => $"global::VaeGen.Inference.Reconstruct(this, x, mean{Labels})",
        "Impute" => "global::VaeGen.Inference.Impute(this, data)",
        "ImputeOver" => "global::VaeGen.Inference.Impute(this, data, samples, seed)",
        "Interpolate" => $"global::VaeGen.Inference.Interpolate(this, from, to, steps{Label})",
        "InterpolateInto" => $"global::VaeGen.Inference.Interpolate(this, from, to, x{Label})",
        "Parameters" => "state.Parameters",
        _ => throw new NotSupportedException($"No body for the member '{id}'."),
    };

    private void Description(SurfaceMember member)
    {
        LikelihoodSpec likelihood = context.Spec.Likelihood;
        string sigma = likelihood.Sigma is { } fixedSigma ? $", Sigma: {fixedSigma.Value}" : "";
        string options = Options(context.Spec);
        string classes = context.Spec.Condition is { } condition ? $", ConditionClasses: {EmissionContext.Text(condition.Value)}" : "";
        writer.Line(member.Signature + " { get; } = new(");
        using (writer.Indent())
        {
            writer.Line($"\"{context.Spec.Host.PlainName}\", Features: {EmissionContext.Text(context.Spec.InputSize)}, Latent: {EmissionContext.Text(context.Spec.LatentSize)}, global::VaeGen.Distribution.{Likelihoods.Of(likelihood).Name},");
            writer.Line($"\"{ModelFormula.Of(context.Spec)}\"{sigma}{classes}){options};");
        }
    }

    private static string Options(ModelSpec spec)
    {
        LikelihoodSpec likelihood = spec.Likelihood;
        List<string> options = [];
        if (spec.Encoder.Input.Value is { IsVolume: true } volume)
            options.Add($"Shape = ({EmissionContext.Text(volume.Channels)}, {EmissionContext.Text(volume.Height)}, {EmissionContext.Text(volume.Width)})");
        if (spec.IsDeterministic)
            options.Add("IsDeterministic = true");
        if (NetworkLowering.NeedsTwoExamples(spec.Encoder.Layers.Concat(spec.Decoder.Layers)))
            options.Add("LeastBatchSize = 2");
        if (likelihood.MinSigma is { } least)
            options.Add($"MinSigma = {least}");
        if (likelihood.Classes > 0)
            options.Add($"Classes = {likelihood.Classes.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        if (likelihood.Scale != Scale.Shared)
            options.Add($"Scale = global::VaeGen.Scale.{likelihood.Scale}");
        if (spec.Posterior.HasFullCovariance)
            options.Add("Covariance = global::VaeGen.Covariance.Full");
        return options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}";
    }
}
