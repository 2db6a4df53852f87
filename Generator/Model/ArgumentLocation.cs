namespace VaeGen.Generator.Model;

/// <summary>
/// A place in the model attributes of a class as three indices: a value, so that specifications stay free of syntax and locations. The
/// analyzer turns it back into the exact piece of source.
/// </summary>
/// <param name="Attribute">Index among the model attributes of the class in source order, −1 for none: the class name is meant. Other
/// attributes do not count, so that adding one changes nothing.</param>
/// <param name="Argument">The parameter of the attribute's constructor, or, from the number of those parameters on, the named argument in
/// source order; −1 for the whole attribute.</param>
/// <param name="Element">Index in the array the argument gives, −1 for the whole argument.</param>
internal readonly record struct ArgumentLocation(int Attribute, int Argument, int Element)
{
    /// <summary>No place in the attributes: a default, or something that is missing. A problem there is shown at the name of the
    /// class.</summary>
    public static ArgumentLocation None { get; } = new(-1, -1, -1);

    /// <summary>The whole attribute with this index.</summary>
    public static ArgumentLocation OfAttribute(int attribute) => new(attribute, -1, -1);

    /// <summary>The whole argument that this place is in.</summary>
    public ArgumentLocation WholeArgument => this with { Element = -1 };

    /// <summary>The whole attribute that this place is in.</summary>
    public ArgumentLocation WholeAttribute => OfAttribute(Attribute);

    /// <summary>The three indices; the properties above are places again, and would be printed without end.</summary>
    public override string ToString() => $"({Attribute}, {Argument}, {Element})";
}
