namespace VaeGen;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know; nothing has to be done.</summary>
    Note,

    /// <summary>The numbers are right, and may mean something else than one thinks, or could be better.</summary>
    Warning,

    /// <summary>A number is not what it should be.</summary>
    Error,
}

/// <summary>What a reader of a result has to know: one sentence or two, with an id that stays the same and a page about it.</summary>
/// <param name="Id">Which kind it is, such as <c>VAE1007</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was found, where, and what to do.</param>
public sealed record Finding(string Id, FindingSeverity Severity, string Message)
{
    private const string Pages = "https://github.com/vaegen/vaegen/blob/main/docs/findings.md#";

    /// <summary>The example that it is about, by its index in the data; null where it is about none alone.</summary>
    public int? Example { get; init; }

    /// <summary>The parameter that it is about, by its name in files; null where it is about none.</summary>
    public string? Parameter { get; init; }

    /// <summary>The address of the page about its kind.</summary>
    public string Page => Pages + Id.ToLowerInvariant();

    /// <summary>The message behind the id.</summary>
    public override string ToString() => $"{Id}: {Message}";
}
