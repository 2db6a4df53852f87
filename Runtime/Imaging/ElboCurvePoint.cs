namespace VaeGen;

/// <summary>The losses after an epoch, in nats per example.</summary>
/// <param name="Epoch">Epochs trained so far; may be a fraction.</param>
/// <param name="TrainNelbo">Negative ELBO on the training set, or NaN where it was not measured.</param>
/// <param name="TestNelbo">Negative ELBO on the test set, or NaN where it was not measured.</param>
public readonly record struct ElboCurvePoint(double Epoch, double TrainNelbo, double TestNelbo);
