namespace VaeGen;

/// <summary>One value of a data set and where it stands.</summary>
/// <param name="Example">Index of the example in the set.</param>
/// <param name="Element">Index of the value in the example.</param>
/// <param name="Value">The value as a model sees it: bytes are scaled to [0, 1].</param>
public readonly record struct DataElement(int Example, int Element, double Value);
