using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>
/// Writes what a valid model has in the user's class: the constructor and <c>Load</c>, and where the class has a base of its own all public
/// members, thin calls into the runtime, which does the same for every model.
/// </summary>
internal sealed class PublicMembersEmitter(SourceWriter writer, EmissionContext context)
{
    private HostSpec Host => context.Spec.Host;

    private string Element => context.ElementType;

    private ModelSurface Surface => context.Spec.Surface;

    private string Labels => Surface.IsConditional ? ", labels" : "";

    private string Label => Surface.IsConditional ? ", label" : "";

    /// <summary>What follows the name of the class.</summary>
    public string Bases => Host.InheritsMembers ? PublicSurface.BaseClass(Surface) : PublicSurface.Interface(Element);

    /// <summary>Writes the part of the class.</summary>
    public void Emit()
    {
        if (!Host.InheritsMembers)
        {
            writer.DeclareWords(omitted: []);
            writer.Line(EmissionMark.Attribute);
            writer.Line($"private readonly global::VaeGen.Runtime.V2.ModelState<{Element}> state;");
            writer.Line();
        }

        IEnumerable<SurfaceMember> members = PublicSurface.Members(Host.Name, Surface);
        members = Host.InheritsMembers
            ? members.Where(member => member.Owner.Length == 0)
            : members.Concat(PublicSurface.ExplicitMembers(Element));
        bool first = true;
        foreach (SurfaceMember member in members)
        {
            if (!first)
                writer.Line();
            first = false;
            Member(member);
        }
    }

    private void Member(SurfaceMember member)
    {
        if (member.Id == "New" && Host.InheritsMembers)
        {
            Head(member, "");
            BaseCall();
            writer.Line("{");
            writer.Line("}");
        }
        else if (member.Id == "New")
        {
            Head(member, "");
            using (writer.Block())
                writer.Line($"state = new(this, seed, {context.Network}.ParameterShapes);");
        }
        else if (member.Id == "Description")
        {
            Head(member, " { get; } = new(");
            Description(";");
        }
        else
        {
            Head(member, " =>");
            using (writer.Indent())
                writer.Lines(Body(member.Id) + ";");
        }
    }

    private void Head(SurfaceMember member, string end) => writer.Head(member, Element, Host.ContainingTypes.Count, end);

    /// <summary>Gives the runtime's class what it needs to know of this model.</summary>
    private void BaseCall()
    {
        using (writer.Indent())
        {
            writer.Line(": base(");
            using (writer.Indent())
            {
                writer.Line("new(");
                using (writer.Indent())
                {
                    writer.Line("new(");
                    Description(",");
                    writer.Line($"{context.Network}.ParameterShapes,");
                    writer.Line($"{context.Network}.Create),");
                }

                writer.Line("seed)");
            }
        }
    }

    private void Description(string end)
    {
        string[] options = [.. DescriptionText.Options(context.Spec, context.Likelihood.Support)];
        using (writer.Indent())
            writer.Lines(string.Join("\n", DescriptionText.Arguments(context.Spec)) + (options.Length == 0 ? end : ""));
        if (options.Length == 0)
            return;
        using (writer.Block(tail: end))
        {
            foreach (string option in options)
                writer.Line(option + ",");
        }
    }

    private string Body(string id) => id switch
    {
        "Load" => $"global::VaeGen.ModelFile.Load<{Host.Name}, {Element}>(new {Host.Name}(), path)",
        "Save" => "global::VaeGen.ModelFile.Save(this, path)",
        "Fit" => "global::VaeGen.Trainer.Fit(this, data, options, cancellation)",
        "Evaluate" when Surface.IsDeterministic => "global::VaeGen.Evaluator.EvaluateAutoencoder(this, data, options, cancellation)",
        "Score" when Surface.IsDeterministic => "global::VaeGen.Evaluator.ScoreAutoencoder(this, data, options, cancellation)",
        "Evaluate" => "global::VaeGen.Evaluator.Evaluate(this, data, options, cancellation)",
        "Score" => "global::VaeGen.Evaluator.Score(this, data, options, cancellation)",
        "Encode" when Surface.IsDeterministic => $"global::VaeGen.Inference.EncodeToCode(this, x{Labels})",
        "EncodeInto" when Surface.IsDeterministic => $"global::VaeGen.Inference.EncodeToCode(this, x, z{Labels})",
        "Encode" => $"global::VaeGen.Inference.Encode(this, x{Labels})",
        "EncodeInto" => $"global::VaeGen.Inference.Encode(this, x, mean, logVariance{Labels})",
        "Decode" => $"global::VaeGen.Inference.Decode(this, z{Labels})",
        "DecodeInto" => $"global::VaeGen.Inference.Decode(this, z, mean{Labels})",
        "Sample" => $"global::VaeGen.Inference.Sample(this, {(Surface.IsConditional ? "labels" : "count")}, seed, pixels)",
        "SampleInto" => $"global::VaeGen.Inference.Sample(this, x, seed, pixels{Labels})",
        "Reconstruct" => $"global::VaeGen.Inference.Reconstruct(this, x{Labels})",
        "ReconstructInto" => $"global::VaeGen.Inference.Reconstruct(this, x, mean{Labels})",
        "Impute" => "global::VaeGen.Inference.Impute(this, data)",
        "ImputeOver" => "global::VaeGen.Inference.Impute(this, data, samples, seed)",
        "Interpolate" => $"global::VaeGen.Inference.Interpolate(this, from, to, steps{Label})",
        "InterpolateInto" => $"global::VaeGen.Inference.Interpolate(this, from, to, x{Label})",
        "Parameters" => "state.Parameters",
        "ModelState" => "state",
        "CreateNetwork" => $"{context.Network}.Create(width, capacity, parameters, training)",
        _ => throw new NotSupportedException($"No body for the member '{id}'."),
    };
}
