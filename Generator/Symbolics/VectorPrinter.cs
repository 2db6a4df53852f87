using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>One value of a block of vector code.</summary>
/// <param name="Name">The local that holds it; later values may refer to it by a symbol of this name.</param>
/// <param name="Value">The value.</param>
/// <param name="Statement">Where the value goes if it needs no local of its own: <c>total += {0};</c>.</param>
internal sealed record VectorOutput(string Name, Expression Value, string? Statement = null);

/// <summary>
/// Writes blocks of C# over <c>TVector</c>, for one method: what several blocks need before their loops is collected in
/// <see cref="Declarations"/>.
/// <list type="bullet">
/// <item>A part used more than once, in one value or in several of a block, is a local; a part used once stays where it is used, unless its
/// line gets too long.</item>
/// <item>A sum of exactly two terms, neither subtracted, one of them a product that nothing else uses, is a fused multiply-add; with two
/// such products, the first is fused. Every other sum is written with operators, from left to right.</item>
/// <item>Constants are folded as exact fractions or to 70 digits and rounded once, and are locals before the loop. Division by a constant
/// or by a uniform value is multiplication by the reciprocal.</item>
/// <item>exp(2u) is the square of exp(u) where the block has both.</item>
/// </list>
/// </summary>
internal sealed class VectorPrinter
{
    private readonly VectorPreparation preparation;
    private readonly Func<string, string> symbolCode;
    private readonly BinaryFormat format;
    private readonly int lineWidth;
    private UniformLocals uniform;

    /// <param name="precision">The element type.</param>
    /// <param name="symbolCode">The code of a symbol: a local, as a rule.</param>
    /// <param name="reservedNames">Names that no local may have.</param>
    /// <param name="uniformSymbols">Symbols with one value for a whole loop; what depends on them alone is computed before it.</param>
    /// <param name="lineWidth">The longest line, without its indentation.</param>
    public VectorPrinter(
        Precision precision, Func<string, string> symbolCode, IEnumerable<string>? reservedNames = null,
        IEnumerable<string>? uniformSymbols = null, int lineWidth = 110)
    {
        this.symbolCode = symbolCode;
        this.lineWidth = lineWidth;
        preparation = new(new HashSet<string>(uniformSymbols ?? []));
        format = BinaryFormat.Of(precision);
        uniform = new(new LocalNames(reservedNames ?? []));
    }

    /// <summary>The locals to declare before the loops, in order: <c>TVector half = TVector.Broadcast(0.5f);</c>.</summary>
    public IReadOnlyList<string> Declarations => uniform.Declarations;

    /// <summary>The lines of one block.</summary>
    public IReadOnlyList<string> Print(params VectorOutput[] outputs) => [.. Print(outputs, []).Lines];

    /// <summary>The lines of one block, with names for parts of its values beside those that stand in them.</summary>
    /// <param name="outputs">The values of the block, in order.</param>
    /// <param name="names">Parts as they stand in the values, with their names; the first name of a part counts.</param>
    public VectorBlock Print(IReadOnlyList<VectorOutput> outputs, IEnumerable<(Expression Part, string Name)> names)
    {
        VectorOutput[] prepared = Prepare(outputs);
        PartNames partNames = new();
        foreach (VectorOutput output in prepared)
            partNames.AddFrom(output.Value);
        foreach ((Expression part, string name) in names.Concat(DerivedNames.Softplus(outputs.Select(output => output.Value))))
            partNames.Add(preparation.PreparePart(part), name);

        VectorBlockContext context = new(symbolCode, format, lineWidth, partNames);
        HashSet<Expression> extraLocals = new(ReferenceComparer.Instance);
        while (true)
        {
            // Each attempt starts from the same state, so that names don't depend on the attempts before.
            VectorBlock block = new(prepared, preparation, context, uniform.Copy(), extraLocals);
            block.Write();
            if (block.TooLong.Count(part => extraLocals.Add(partNames.Key(part))) == 0)
            {
                uniform = block.Uniform;
                return block;
            }
        }
    }

    // An earlier value stays a symbol in later ones: its local is used as it is, and not taken apart again.
    private VectorOutput[] Prepare(IReadOnlyList<VectorOutput> outputs)
    {
        IReadOnlyList<Expression> prepared = preparation.Prepare(outputs.Select(output => output.Value));
        return [.. outputs.Select((output, i) => output with { Value = prepared[i] })];
    }
}

/// <summary>How the code of a block looks.</summary>
internal sealed record VectorBlockContext(Func<string, string> SymbolCode, BinaryFormat Format, int LineWidth, PartNames Names);
