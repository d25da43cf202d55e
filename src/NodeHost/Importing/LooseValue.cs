namespace Dachshund.NodeHost.Importing;

/// <summary>A value of a <see cref="LooseDocument"/>: a text, a list or an object.</summary>
internal sealed record LooseValue
{
    /// <summary>Its text: unquoted for texts, as written for numbers and words; null for lists and objects.</summary>
    public string? Text { get; init; }

    /// <summary>Its items; null for what is no list.</summary>
    public IReadOnlyList<LooseValue>? Items { get; init; }

    /// <summary>Its members in their order; null for what is no object.</summary>
    public IReadOnlyList<LooseMember>? Members { get; init; }

    /// <summary>What it is, for people.</summary>
    public string Kind => Members is not null ? "an object" : Items is not null ? "a list" : "a text";
}
