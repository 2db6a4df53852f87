using System;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>The frame of an emitted file: header, usings, namespace, the types around the model and the model's own part.</summary>
internal sealed class EmittedFileWriter
{
    private readonly HostSpec host;
    private readonly string elementType;
    private readonly bool isNumeric;

    public EmittedFileWriter(EmissionContext context, bool usesNumerics)
    {
        host = context.Spec.Host;
        elementType = context.ElementType;
        isNumeric = usesNumerics;
        Writer.Line(EmissionMark.FirstLine);
        Writer.Lines("""
            #nullable enable

            """);
        if (usesNumerics)
        {
            Writer.Line("using System;");
            Writer.Line("using System.Runtime.CompilerServices;");
        }

        Writer.Line("using VaeGen.Runtime.V1;");
        if (usesNumerics)
            Writer.Line($"using static VaeGen.Runtime.V1.{(elementType == "double" ? "DoubleFunctions" : "SingleFunctions")};");
        Writer.Line();
    }

    public SourceWriter Writer { get; } = new();

    /// <summary>Opens the model's class and all around it; closed by disposing.</summary>
    /// <param name="bases">What follows the class's name; null for nothing.</param>
    /// <param name="documentation">Lines above the class; null for none.</param>
    public IDisposable Host(string? bases = null, string? documentation = null) => Writer.OpenHost(host, bases, documentation);

    /// <summary>Opens a part of the network class.</summary>
    public IDisposable Network(string declaration) =>
        Writer.Block($"{declaration}\n    where TVector : struct, IVector<TVector, {elementType}>");

    /// <summary>The text, with every name that the user's own hide in full.</summary>
    public override string ToString() => RuntimeNames.Qualify(Writer.ToString(), host, elementType, isNumeric);
}
