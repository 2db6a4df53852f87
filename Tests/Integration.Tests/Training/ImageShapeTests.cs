using System;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>What an emitted model says of the shape of x, and what images it takes then.</summary>
public sealed class ImageShapeTests
{
    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Volume", [12, 5, 2], [2, 5, 12], "Bernoulli, 1, 3, 4"),
        new ModelDeclaration("Vector", [12, 5, 2], [2, 5, 12], "Bernoulli"),
    ]);

    private static readonly DataSet Vectors =
        DataSet.From([.. Enumerable.Range(0, 96).Select(i => (float)(i * i % 3 % 2))], new DataShape(12));

    [Fact]
    public void AVolumeTakesImagesOfItsShapeAndVectors()
    {
        IVariationalModel<double> model = Models.Create<double>("Volume");
        Assert.Equal(new DataShape(1, 3, 4), model.Description.Shape);
        Evaluator.Evaluate(model, Vectors);
        Evaluator.Evaluate(model, Vectors.WithShape((3, 4)));
        ArgumentException failure = Assert.Throws<ArgumentException>(() => Trainer.Fit(model, Vectors.WithShape((4, 3))));
        Assert.StartsWith("An example of 'the data' is an image of 1×4×3; Volume takes 1×3×4.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AVectorTakesAllImagesOfAsManyElements()
    {
        IVariationalModel<double> model = Models.Create<double>("Vector");
        Assert.Null(model.Description.Shape);
        Assert.Equal(Evaluator.Evaluate(model, Vectors), Evaluator.Evaluate(model, Vectors.WithShape((4, 3))));
    }
}
