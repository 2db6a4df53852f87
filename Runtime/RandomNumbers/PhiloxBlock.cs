using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>128 bits as four words: a counter of <see cref="Philox"/>, or what comes out for it.</summary>
/// <param name="Word0">The first word; of a counter: stream and sample.</param>
/// <param name="Word1">The second word; of a counter: the step.</param>
/// <param name="Word2">The third word; of a counter: the example.</param>
/// <param name="Word3">The fourth word; of a counter: the block of units.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3);
