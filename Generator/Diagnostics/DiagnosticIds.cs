namespace VaeGen.Generator.Diagnostics;

/// <summary>The diagnostics by what they say. Blocks of a hundred: 00 the class, 01 networks, 02 distributions, 03 options, 08 the
/// project (the targets of the package report these), 09 failures of VaeGen itself. An ID is never used again.</summary>
internal static class DiagnosticIds
{
    public const string ClassNotPartial = "VAE0001";
    public const string ContainerNotPartial = "VAE0002";
    public const string NotAClass = "VAE0003";
    public const string ForbiddenModifier = "VAE0004";
    public const string Generic = "VAE0005";
    public const string AttributesOnTwoParts = "VAE0006";
    public const string MemberCollides = "VAE0007";
    public const string ClassNamedLikeMember = "VAE0008";
    public const string ConstructorNotChained = "VAE0009";
    public const string BaseNeedsArguments = "VAE0010";
    public const string RequiredMember = "VAE0011";
    public const string LanguageTooOld = "VAE0012";
    public const string BaseIsModel = "VAE0013";
    public const string WordTaken = "VAE0014";

    public const string NetworkMissing = "VAE0101";
    public const string TooFewSizes = "VAE0102";
    public const string SizeNotPositive = "VAE0103";
    public const string LatentSizesDisagree = "VAE0104";
    public const string DataSizesDisagree = "VAE0105";
    public const string TooManyWeights = "VAE0106";
    public const string UnknownActivation = "VAE0107";
    public const string ActivationWithoutEffect = "VAE0108";
    public const string LayerOutsideNetwork = "VAE0109";
    public const string LayerBehindSizes = "VAE0110";
    public const string ShapeNotGiven = "VAE0111";
    public const string WrongNumberOfSizes = "VAE0112";
    public const string GivenShapesDisagree = "VAE0113";
    public const string VolumeNeeded = "VAE0114";
    public const string KernelDoesNotFit = "VAE0115";
    public const string LayerNumberOutOfRange = "VAE0116";
    public const string OutputPaddingMissing = "VAE0117";
    public const string PaddingLeavesNothing = "VAE0118";
    public const string ShapeTooLarge = "VAE0119";
    public const string ResidualChangesShape = "VAE0120";
    public const string ResidualNotClosed = "VAE0121";
    public const string ResidualNotOpened = "VAE0122";
    public const string ResidualEmpty = "VAE0123";
    public const string ActivationOnHead = "VAE0124";
    public const string NormalizationOfOneElement = "VAE0125";
    public const string DenseHeadAdded = "VAE0126";
    public const string LatentBeforeHead = "VAE0127";
    public const string WrongChannelsBeforeHead = "VAE0128";
    public const string NetworkTooDeep = "VAE0129";
    public const string UnknownInput = "VAE0130";

    public const string DistributionMissing = "VAE0201";
    public const string UnknownDistribution = "VAE0202";
    public const string DistributionNotPossible = "VAE0203";
    public const string SigmaWithoutGaussian = "VAE0204";
    public const string SigmaOutOfRange = "VAE0205";
    public const string OptionOfAnotherLikelihood = "VAE0206";
    public const string UnknownScale = "VAE0207";
    public const string SigmaIsFixed = "VAE0208";
    public const string MinSigmaOutOfRange = "VAE0209";
    public const string ClassesOutOfRange = "VAE0210";
    public const string UnknownCovariance = "VAE0211";
    public const string FullCovarianceOutOfRange = "VAE0212";
    public const string CovarianceOfDeterministic = "VAE0213";
    public const string ExposureOutOfRange = "VAE0214";
    public const string PriorOfDeterministic = "VAE0220";
    public const string ShapeOfNormalPosterior = "VAE0221";

    public const string UnknownPrecision = "VAE0301";
    public const string ConditionOutOfRange = "VAE0302";

    public const string InternalFailure = "VAE0901";
}
