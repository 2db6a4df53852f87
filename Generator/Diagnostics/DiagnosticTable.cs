using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Ids = VaeGen.Generator.Diagnostics.DiagnosticIds;

namespace VaeGen.Generator.Diagnostics;

/// <summary>All diagnostics: severity, title and message, one field each. Every one has a page <c>docs/diagnostics/{ID}.md</c>.</summary>
/// <remarks>One field each, with constant arguments, because only so the release tracking of Roslyn's own analyzers reads them.</remarks>
internal static class DiagnosticTable
{
    private const string Category = "VaeGen";
    private const string HelpFolder = "https://github.com/vaegen/vaegen/blob/main/docs/diagnostics/";
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;
    private const DiagnosticSeverity Warning = DiagnosticSeverity.Warning;

    // Errors stop emission, so no setting can hide them.
    private const string NotConfigurable = WellKnownDiagnosticTags.NotConfigurable;

    private static readonly DiagnosticDescriptor ClassNotPartial = new(
        Ids.ClassNotPartial, "The model class is not partial",
        "The class '{0}' carries a model and must be partial: write 'partial class {0}'",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ClassNotPartial + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ContainerNotPartial = new(
        Ids.ContainerNotPartial, "A type around the model is not partial",
        "The type '{0}' contains the model '{1}' and must be partial too: write 'partial {2} {0}'",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ContainerNotPartial + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor NotAClass = new(
        Ids.NotAClass, "A model is a class",
        "A model is a class, '{0}' is {1}: write 'partial class {0}'",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.NotAClass + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ForbiddenModifier = new(
        Ids.ForbiddenModifier, "The modifier is not possible on a model",
        "The type '{0}' cannot be {1}, because a model is made with 'new' and has a part in another file: remove '{1}'",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ForbiddenModifier + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor Generic = new(
        Ids.Generic, "A model is not generic",
        "The type '{0}' has type parameters, which a model and the types around it cannot have: remove them",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.Generic + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor AttributesOnTwoParts = new(
        Ids.AttributesOnTwoParts, "The attributes of a model stand on two parts of the class",
        "The attributes of the model '{0}' must all stand on one part of the class, because their order counts: move this one to the "
            + "others",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.AttributesOnTwoParts + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor MemberCollides = new(
        Ids.MemberCollides, "A member collides with one of the model",
        "'{0}' is also a member that the model '{1}' gets: {2}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.MemberCollides + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ClassNamedLikeMember = new(
        Ids.ClassNamedLikeMember, "The class is named like one of its members",
        "A class cannot have a member of its own name, and every model has a member '{0}': rename the class",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ClassNamedLikeMember + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ConstructorNotChained = new(
        Ids.ConstructorNotChained, "A constructor leaves the weights of the model unset",
        "Every other constructor of the model '{0}' must call the one that makes the weights: {1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ConstructorNotChained + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor BaseNeedsArguments = new(
        Ids.BaseNeedsArguments, "The base class has no constructor without parameters",
        "The base class '{0}' of the model '{1}' needs a constructor that can be called without arguments",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.BaseNeedsArguments + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor RequiredMember = new(
        Ids.RequiredMember, "A model has no required members",
        "The member '{0}' cannot be required, because 'Load' makes the model '{1}' without setting it: remove 'required'",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.RequiredMember + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor LanguageTooOld = new(
        Ids.LanguageTooOld, "The C# version is too old",
        "The model '{0}' needs C# 13 or later, this project compiles C# {1}: set LangVersion in the project file",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.LanguageTooOld + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor BaseIsModel = new(
        Ids.BaseIsModel, "A model derives from a model",
        "The base class '{0}' of '{1}' is a model itself, so both have the same members: derive from an ordinary class",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.BaseIsModel + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor WordTaken = new(
        Ids.WordTaken, "A member is named like a word of the language",
        "'{0}' is a word of the language in the model '{1}', so that its attributes can be written in it: {2}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.WordTaken + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor NetworkMissing = new(
        Ids.NetworkMissing, "A network is missing",
        "The model '{0}' has no {1}: add [{2}]",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.NetworkMissing + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor TooFewSizes = new(
        Ids.TooFewSizes, "A network has too few sizes",
        "The {0} needs two sizes or more, {1}, or layers behind it: write [{2}]",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.TooFewSizes + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor SizeNotPositive = new(
        Ids.SizeNotPositive, "A size is not positive",
        "A size of the {0} must be positive, not {1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.SizeNotPositive + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor LatentSizesDisagree = new(
        Ids.LatentSizesDisagree, "Decoder and encoder disagree about the latent",
        "The decoder takes {0} values, the encoder's latent has {1}: write {1}, or change the encoder",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.LatentSizesDisagree + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor DataSizesDisagree = new(
        Ids.DataSizesDisagree, "Decoder and encoder disagree about the data",
        "The decoder gives {0} values, the encoder takes {1}: write {1}, or change the encoder",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.DataSizesDisagree + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor TooManyWeights = new(
        Ids.TooManyWeights, "The model has too many weights",
        "{0} the model has {1} weights, more than the {2} that fit in one array: {3}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.TooManyWeights + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor UnknownActivation = new(
        Ids.UnknownActivation, "The activation does not exist",
        "There is no activation {0}: write one of {1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.UnknownActivation + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ActivationWithoutEffect = new(
        Ids.ActivationWithoutEffect, "The activation has no effect",
        "The {0} has no hidden layer for the activation to act on: remove it, or add a hidden layer",
        Category, Warning, isEnabledByDefault: true, description: null, HelpFolder + Ids.ActivationWithoutEffect + ".md");

    private static readonly DiagnosticDescriptor LayerOutsideNetwork = new(
        Ids.LayerOutsideNetwork, "A layer stands outside of the networks",
        "[{0}] belongs to no network: move it behind [Encoder] or [Decoder], before the distributions",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.LayerOutsideNetwork + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor LayerBehindSizes = new(
        Ids.LayerBehindSizes, "A layer stands behind a network of sizes",
        "The sizes of [{0}] are its layers already: remove [{1}], or write [{0}] without sizes and a layer attribute for each",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.LayerBehindSizes + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ShapeNotGiven = new(
        Ids.ShapeNotGiven, "A stack needs the shapes of x and z",
        "No attribute gives the shape of {0}, which a stack of layers needs: write {1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ShapeNotGiven + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor WrongNumberOfSizes = new(
        Ids.WrongNumberOfSizes, "A shape has the wrong number of sizes",
        "The shape of the {0} is {1}, not {2} sizes: write {3}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.WrongNumberOfSizes + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor GivenShapesDisagree = new(
        Ids.GivenShapesDisagree, "A network and a distribution disagree about a shape",
        "The {0} says that {1} has {2} values, the {3} {4}: change one of them",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.GivenShapesDisagree + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor VolumeNeeded = new(
        Ids.VolumeNeeded, "The layer needs channels over a grid",
        "[{0}] works on channels × height × width and gets {1} values without a grid: {2}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.VolumeNeeded + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor KernelDoesNotFit = new(
        Ids.KernelDoesNotFit, "The kernel does not fit",
        "Kernel {0} does not fit {1} {2} with padding {3}: write a kernel of at most {4}, or Padding = {5}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.KernelDoesNotFit + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor LayerNumberOutOfRange = new(
        Ids.LayerNumberOutOfRange, "A number of a layer is out of range",
        "The {0} of [{1}] must be {2}, not {3}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.LayerNumberOutOfRange + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor OutputPaddingMissing = new(
        Ids.OutputPaddingMissing, "A transposed convolution misses the size it comes back to",
        "Stride {0} leaves {1} where {2} has {3}: write OutputPadding = {4}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.OutputPaddingMissing + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor PaddingLeavesNothing = new(
        Ids.PaddingLeavesNothing, "The padding leaves nothing",
        "Padding {0} leaves no {1}, {2}: write Padding = {3}, or less",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.PaddingLeavesNothing + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ShapeTooLarge = new(
        Ids.ShapeTooLarge, "A value between two layers is too large",
        "An example of {0} takes {1} numbers, with the channels in sixteens, more than the {2} that fit in one array: use smaller sizes",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ShapeTooLarge + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ResidualChangesShape = new(
        Ids.ResidualChangesShape, "A residual block changes the shape",
        "The block leads from {0} to {1}, and a sum needs one shape: make its last layer give {0}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ResidualChangesShape + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ResidualNotClosed = new(
        Ids.ResidualNotClosed, "A residual block is not closed",
        "Nothing closes this block: write [EndResidual] behind its last layer",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ResidualNotClosed + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ResidualNotOpened = new(
        Ids.ResidualNotOpened, "A residual block is not opened",
        "Nothing opens the block that ends here: write [Residual] before its first layer, or remove [EndResidual]",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ResidualNotOpened + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ResidualEmpty = new(
        Ids.ResidualEmpty, "A residual block is empty",
        "The block has no layer: write one between [Residual] and [EndResidual], or remove both",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ResidualEmpty + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ActivationOnHead = new(
        Ids.ActivationOnHead, "The head has an activation",
        "This layer gives the shape of x, {0}, and is the head, whose form follows from the likelihood: remove the activation",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ActivationOnHead + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor NormalizationOfOneElement = new(
        Ids.NormalizationOfOneElement, "One element is normalized by itself",
        "A single element less its own mean is 0, whatever it was: remove [LayerNorm]",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.NormalizationOfOneElement + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor DenseHeadAdded = new(
        Ids.DenseHeadAdded, "A dense head is added behind a volume",
        "This layer ends the decoder with {0}, x is {1}, and a dense head from {2} to {3} values is added: let a convolution give {1}, "
            + "or state the activation of this layer",
        Category, Warning, isEnabledByDefault: true, description: null, HelpFolder + Ids.DenseHeadAdded + ".md");

    private static readonly DiagnosticDescriptor LatentBeforeHead = new(
        Ids.LatentBeforeHead, "A hidden layer has the size of the latent",
        "Dense heads for the {0} values of z are added behind this layer, which is a hidden one: remove it, or state its activation",
        Category, Warning, isEnabledByDefault: true, description: null, HelpFolder + Ids.LatentBeforeHead + ".md");

    private static readonly DiagnosticDescriptor WrongChannelsBeforeHead = new(
        Ids.WrongChannelsBeforeHead, "The decoder ends with the grid of x and other channels",
        "This layer ends the decoder with {0}, x is {1}, and a dense head from {2} to {3} values is added: {4}, or state the activation "
            + "of this layer",
        Category, Warning, isEnabledByDefault: true, description: null, HelpFolder + Ids.WrongChannelsBeforeHead + ".md");

    private static readonly DiagnosticDescriptor NetworkTooDeep = new(
        Ids.NetworkTooDeep, "A network is too deep",
        "The {0} has more than {1}: leave some away",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.NetworkTooDeep + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor UnknownInput = new(
        Ids.UnknownInput, "The scaling of the input does not exist",
        "There is no scaling {0} of the input; there are {1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.UnknownInput + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor DistributionMissing = new(
        Ids.DistributionMissing, "A distribution is missing",
        "The model '{0}' has no {1}: add {2}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.DistributionMissing + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor UnknownDistribution = new(
        Ids.UnknownDistribution, "The distribution does not exist",
        "There is no distribution {0}: write {1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.UnknownDistribution + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor DistributionNotPossible = new(
        Ids.DistributionNotPossible, "The distribution is not possible here",
        "{0} is not possible as the {1}: write {2}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.DistributionNotPossible + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor SigmaWithoutGaussian = new(
        Ids.SigmaWithoutGaussian, "Sigma belongs to a Gaussian likelihood",
        "A {0} likelihood has no Sigma: remove it, or write [Likelihood(Gaussian, Sigma = {1})]",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.SigmaWithoutGaussian + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor SigmaOutOfRange = new(
        Ids.SigmaOutOfRange, "Sigma is out of range",
        "Sigma must be a number from {0} to {1}, not {2}; leave it away to have it fitted",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.SigmaOutOfRange + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor OptionOfAnotherLikelihood = new(
        Ids.OptionOfAnotherLikelihood, "The option belongs to another likelihood",
        "A {0} likelihood has no {1}, which is an option of {2}: remove it",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.OptionOfAnotherLikelihood + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor UnknownScale = new(
        Ids.UnknownScale, "The scale does not exist",
        "There is no scale {0}: write Shared, PerElement or FromDecoder",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.UnknownScale + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor SigmaIsFixed = new(
        Ids.SigmaIsFixed, "Sigma is fixed",
        "{0} says how σ is learned, but Sigma fixes it: remove one of the two",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.SigmaIsFixed + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor MinSigmaOutOfRange = new(
        Ids.MinSigmaOutOfRange, "MinSigma is out of range",
        "MinSigma must be a number from {0} to {1}, not {2}; leave it away to have it follow from the data",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.MinSigmaOutOfRange + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ClassesOutOfRange = new(
        Ids.ClassesOutOfRange, "Classes is missing or out of range",
        "A Categorical likelihood has from {0} to {1} classes, {2}: {3}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ClassesOutOfRange + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor UnknownCovariance = new(
        Ids.UnknownCovariance, "The covariance does not exist",
        "There is no covariance {0}: write Diagonal or Full",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.UnknownCovariance + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor FullCovarianceOutOfRange = new(
        Ids.FullCovarianceOutOfRange, "Too few or too many latents for a full covariance",
        "A full covariance is over {0} to {1} latents, not {2}: {3}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.FullCovarianceOutOfRange + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor CovarianceOfDeterministic = new(
        Ids.CovarianceOfDeterministic, "The posterior has no covariance",
        "{1} as a posterior has no covariance: remove it, or write [Posterior(Normal, Covariance = {0})] and a prior",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.CovarianceOfDeterministic + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ExposureOutOfRange = new(
        Ids.ExposureOutOfRange, "Exposure is no column of x",
        "Exposure is {0}: {1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ExposureOutOfRange + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor PriorOfDeterministic = new(
        Ids.PriorOfDeterministic, "A deterministic autoencoder has no prior",
        "A deterministic posterior draws no z, so that there is no KL to a prior: remove [{0}]{1}",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.PriorOfDeterministic + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ShapeOfNormalPosterior = new(
        Ids.ShapeOfNormalPosterior, "The prior gives the size of z",
        "The size of z stands on the prior: write [Prior(Normal, {0})]",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ShapeOfNormalPosterior + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor UnknownPrecision = new(
        Ids.UnknownPrecision, "The precision does not exist",
        "There is no precision {0}: write Precision.Single or Precision.Double",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.UnknownPrecision + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor ConditionOutOfRange = new(
        Ids.ConditionOutOfRange, "The number of classes is out of range",
        "A condition has from {0} to {1} classes, not {2}: write how many classes the labels tell apart, such as [Condition(10)]",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.ConditionOutOfRange + ".md", NotConfigurable);

    private static readonly DiagnosticDescriptor InternalFailure = new(
        Ids.InternalFailure, "VaeGen failed",
        "VaeGen failed on the model '{0}' in the stage '{1}': {2}. This is a defect of VaeGen, please report it with the attributes of "
            + "the model.",
        Category, Error, isEnabledByDefault: true, description: null, HelpFolder + Ids.InternalFailure + ".md", NotConfigurable);

    /// <summary>All descriptors by ID, for <see cref="ModelAnalyzer"/> and the tests.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = typeof(DiagnosticTable)
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
        .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
        .Select(field => (DiagnosticDescriptor)field.GetValue(null))
        .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)
        .ToImmutableArray();

    private static Dictionary<string, DiagnosticDescriptor> ById { get; } = All.ToDictionary(descriptor => descriptor.Id);

    /// <summary>The descriptor of that ID.</summary>
    public static DiagnosticDescriptor Get(string id) => ById[id];

    /// <summary>Whether the diagnostic stops emission.</summary>
    public static bool IsError(string id) => ById[id].DefaultSeverity == DiagnosticSeverity.Error;
}
