using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using static VaeGen.Generator.Diagnostics.DiagnosticIds;

namespace VaeGen.Generator.Diagnostics;

/// <summary>All diagnostics: severity, title and message, one row each. Every row has a page <c>docs/diagnostics/{ID}.md</c>.</summary>
internal static class DiagnosticTable
{
    private const string Category = "VaeGen";
    private const string HelpFolder = "https://github.com/vaegen/vaegen/blob/main/docs/diagnostics/";

    private static readonly DiagnosticDescriptor[] Rows =
    [
        Error(ClassNotPartial, "The model class is not partial",
            "The class '{0}' carries a model and must be partial: write 'partial class {0}'"),
        Error(ContainerNotPartial, "A type around the model is not partial",
            "The type '{0}' contains the model '{1}' and must be partial too: write 'partial {2} {0}'"),
        Error(NotAClass, "A model is a class",
            "A model is a class, '{0}' is a {1}: write 'partial class {0}'"),
        Error(ForbiddenModifier, "The modifier is not possible on a model",
            "The type '{0}' cannot be {1}, because a model is made with 'new' and has a part in another file: remove '{1}'"),
        Error(Generic, "A model is not generic",
            "The type '{0}' has type parameters, which a model and the types around it cannot have: remove them"),
        Error(AttributesOnTwoParts, "The attributes of a model stand on two parts of the class",
            "The attributes of the model '{0}' must all stand on one part of the class, because their order counts: move this one to the others"),
        Error(MemberCollides, "A member collides with one of the model",
            "'{0}' is also a member that the model '{1}' gets: rename this one"),
        Error(ClassNamedLikeMember, "The class is named like one of its members",
            "A class cannot have a member of its own name, and every model has a member '{0}': rename the class"),
        Error(ConstructorNotChained, "A constructor leaves the weights of the model unset",
            "Every other constructor of the model '{0}' must call the one that makes the weights: {1}"),
        Error(BaseNeedsArguments, "The base class has no constructor without parameters",
            "The base class '{0}' of the model '{1}' needs a constructor that can be called without arguments"),
        Error(RequiredMember, "A model has no required members",
            "The member '{0}' cannot be required, because 'Load' makes the model '{1}' without setting it: remove 'required'"),
        Error(LanguageTooOld, "The C# version is too old",
            "The model '{0}' needs C# 13 or later, this project compiles C# {1}: set LangVersion in the project file"),
        Error(BaseIsModel, "A model derives from a model",
            "The base class '{0}' of '{1}' is a model itself, so both have the same members: derive from an ordinary class"),
        Error(NetworkMissing, "A network is missing",
            "The model '{0}' has no {1}: add [{2}]"),
        Error(TooFewSizes, "A network has too few sizes",
            "The {0} needs two sizes or more, {1}: write [{2}]"),
        Error(SizeNotPositive, "A size is not positive",
            "A size of the {0} must be positive, not {1}"),
        Error(LatentSizesDisagree, "Decoder and encoder disagree about the latent",
            "The decoder takes {0} values, the encoder's latent has {1}: write {1}, or change the encoder"),
        Error(DataSizesDisagree, "Decoder and encoder disagree about the data",
            "The decoder gives {0} values, the encoder takes {1}: write {1}, or change the encoder"),
        Error(TooManyWeights, "The model has too many weights",
            "With this layer the model has {0} weights, more than the {1} that fit in one array: use smaller sizes"),
        Error(UnknownActivation, "The activation does not exist",
            "There is no activation {0}: write one of {1}"),
        Warning(ActivationWithoutEffect, "The activation has no effect",
            "The {0} has no hidden layer for the activation to act on: remove it, or add a size in the middle"),
        Error(DistributionMissing, "A distribution is missing",
            "The model '{0}' has no {1}: add {2}"),
        Error(UnknownDistribution, "The distribution does not exist",
            "There is no distribution {0}: write {1}"),
        Error(DistributionNotPossible, "The distribution is not possible here",
            "{0} is not possible as the {1}: write {2}"),
        Error(SigmaWithoutGaussian, "Sigma belongs to a Gaussian likelihood",
            "A {0} likelihood has no Sigma: remove it, or write [Likelihood(Gaussian, Sigma = {1})]"),
        Error(SigmaOutOfRange, "Sigma is out of range",
            "Sigma must be a number from {0} to {1}, not {2}; leave it away to have it fitted"),
        Error(UnknownPrecision, "The precision does not exist",
            "There is no precision {0}: write Precision.Single or Precision.Double"),
        Error(InternalFailure, "VaeGen failed",
            "VaeGen failed on the model '{0}' in the stage '{1}': {2}. This is a defect of VaeGen, please report it with the attributes of the model."),
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = Rows.ToDictionary(row => row.Id);

    /// <summary>All descriptors, for <see cref="ModelAnalyzer"/> and the tests.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. Rows];

    /// <summary>The descriptor of that ID.</summary>
    public static DiagnosticDescriptor Get(string id) => ById[id];

    /// <summary>Whether the diagnostic stops emission.</summary>
    public static bool IsError(string id) => ById[id].DefaultSeverity == DiagnosticSeverity.Error;

    /// <summary>Errors stop emission, so no setting can hide them.</summary>
    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, description: null, HelpFolder + id + ".md", WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, description: null, HelpFolder + id + ".md");
}
