namespace VaeGen.Generator.Emission;

/// <summary>
/// The names of the emitted members of a model that are not public. A member of the user with such a name collides as one with the name of
/// a public member does, so emitters declare nothing else in the user's class: a test compares.
/// </summary>
internal static class PrivateNames
{
    /// <summary>Whether an emitted member has that name.</summary>
    public static bool Contains(string name) => name == "state";
}
