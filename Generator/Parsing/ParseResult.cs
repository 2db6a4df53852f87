using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>What a class gave: the value for the pipeline and, for the analyzer alone, the problems with their locations.</summary>
/// <param name="parsed">The value.</param>
/// <param name="problems">The problems.</param>
internal sealed class ParseResult(ParsedModel parsed, ModelProblems problems)
{
    /// <summary>The value that enters the pipeline.</summary>
    public ParsedModel Parsed { get; } = parsed;

    /// <summary>What is wrong; never enters the pipeline.</summary>
    public ModelProblems Problems { get; } = problems;
}
