using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>The letters of pictures of pixels.</summary>
public sealed class StrokeFontTests
{
    // Of formulas of models beside ASCII, of titles and axes, and of what people write on such.
    private const string Special = "×σλμεαβγθφπΔΣ·−±–—…°′²³½∈√∞≈≤≥→‖₀₁₂₃₄₅₆₇₈₉⁰¹⁴⁵⁶⁷⁸⁹";

    private static IEnumerable<Rune> Known => Enumerable.Range(' ', '~' - ' ' + 1).Select(code => new Rune(code))
        .Concat(Special.EnumerateRunes());

    [Fact]
    public void WhatTitlesAreMadeOfHasAForm() => Assert.DoesNotContain(Known, character => !StrokeFont.Has(character));

    [Fact]
    public void FormulasOfModelsAreMadeOfSuchCharacters()
    {
        string[] words = [.. Enum.GetNames<Distribution>(), .. Enum.GetNames<Activation>(), .. Enum.GetNames<InputScaling>(),
            "1×28×28-conv4/2 32×14×14, 64×7×7-convT4/2, Gaussian σ = 0.5 per element, full covariance, (layernorm-dropout 0.1)"];
        Assert.All(words.SelectMany(word => word.EnumerateRunes()), character => Assert.True(StrokeFont.Has(character), $"{character}"));
    }

    [Fact]
    public void NoTwoFormsAreTheSame()
    {
        string[] forms = [.. Known.Where(character => character.Value != ' ')
            .Select(character => string.Join(' ', StrokeFont.Strokes(character.ToString(), 20)))];
        Assert.Equal(forms.Length, forms.Distinct().Count());
        Assert.DoesNotContain("", forms);
    }

    // What is higher or lower would reach into the line beside it, what is wider into the next letter.
    [Fact]
    public void EveryFormStaysInItsPlace()
    {
        foreach (string text in Known.Select(character => character.ToString()))
        {
            double width = StrokeFont.Width(text, 20);
            foreach ((PlotPoint from, PlotPoint to) in StrokeFont.Strokes(text, 20))
            {
                Assert.True(Math.Min(from.X, to.X) >= -1.5 && Math.Max(from.X, to.X) <= width + 1.5, text);
                Assert.InRange(Math.Min(from.Y, to.Y), -16, 4.3);
                Assert.InRange(Math.Max(from.Y, to.Y), -16, 4.3);
            }
        }
    }

    [Fact]
    public void ALetterThatIsMissingIsABox()
    {
        Assert.Equal(4, StrokeFont.Strokes("語", 14).Count());
        Assert.Equal(StrokeFont.Strokes("語", 14), StrokeFont.Strokes("🙂", 14));
        Assert.Empty(StrokeFont.Strokes("\n\t", 14));
    }

    [Fact]
    public void TextIsAsWideAsItsLettersAndTheSpaceBetween()
    {
        Assert.Equal(0, StrokeFont.Width("", 14));
        Assert.Equal(10, StrokeFont.Width("A", 20));
        Assert.Equal(10 + 4.2 + 7, StrokeFont.Width("Ax", 20), 1e-12);
        Assert.Equal(StrokeFont.Width("Latent space", 20) / 2, StrokeFont.Width("Latent space", 10), 1e-12);
        Assert.Equal(StrokeFont.Width("1.5", 14), StrokeFont.Width("9.0", 14), 1e-12);
    }

    [Fact]
    public void LettersStandOnTheLineFromLeftToRight()
    {
        (PlotPoint From, PlotPoint To)[] strokes = [.. StrokeFont.Strokes("LL", 20)];
        Assert.Equal((new PlotPoint(0, -14), new PlotPoint(0, 0)), strokes[0]);
        Assert.Equal((new PlotPoint(0, 0), new PlotPoint(7, 0)), strokes[1]);
        Assert.Equal((new PlotPoint(11.2, -14), new PlotPoint(11.2, 0)), strokes[2]);
    }
}
