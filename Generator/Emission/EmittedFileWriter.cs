using System;

namespace VaeGen.Generator.Emission;

/// <summary>The frame of an emitted file: what it is, its namespace, its usings.</summary>
internal sealed class EmittedFileWriter
{
    private readonly EmissionContext context;

    /// <param name="context">The model.</param>
    /// <param name="about">What the file holds, and where the rest is: comment lines.</param>
    public EmittedFileWriter(EmissionContext context, params string[] about)
    {
        this.context = context;
        Writer.Line(EmissionMark.FirstLine);
        foreach (string line in about)
            Writer.Line("// " + line);
        Writer.Line("#nullable enable");
        Writer.Line();
    }

    public SourceWriter Writer { get; } = new();

    /// <summary>Opens the user's class and all around it; closed by disposing.</summary>
    /// <param name="bases">What follows the class's name; null for nothing.</param>
    /// <param name="documentation">Lines above the class; null for none.</param>
    public IDisposable Host(string? bases = null, string? documentation = null) => Writer.OpenHost(context.Spec.Host, bases, documentation);

    /// <summary>Begins the model's own namespace. The usings stand in it, so that they come before everything of the user's.</summary>
    public void Namespace()
    {
        Writer.Line($"namespace {context.Namespace};");
        Writer.Line();
        Writer.Line("using global::System;");
        Writer.Line("using global::System.Runtime.CompilerServices;");
        Writer.Line("using global::VaeGen.Runtime.V2;");
        Writer.Line($"using static global::VaeGen.Runtime.V2.{(context.ElementType == "double" ? "DoubleFunctions" : "SingleFunctions")};");
        Writer.Line($"using static global::{context.Namespace}.Network;");
        Writer.Line();
    }

    /// <summary>Opens a part of the network class.</summary>
    public IDisposable Network() => Writer.Block(
        $"internal sealed partial class Network<TVector>\n    where TVector : struct, IVector<TVector, {context.ElementType}>");

    /// <summary>The text.</summary>
    public override string ToString() => Writer.ToString();
}
