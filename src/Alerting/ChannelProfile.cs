namespace Dachshund.Alerting;

/// <summary>What the book must know of a channel.</summary>
/// <param name="Name">The channel's configured name.</param>
/// <param name="Format">What it understands.</param>
/// <param name="BodyBytesMax">The longest body, in bytes of the JSON string that it becomes (escapes counted); at least 200.</param>
/// <param name="TitleCharsMax">The longest title, in UTF-16 units; titles stay near 60 anyway.</param>
public sealed record ChannelProfile(string Name, MessageFormat Format, int BodyBytesMax, int TitleCharsMax)
{
    /// <summary>Words of which one must be in the title and in the text, or the channel refuses the message; default none.</summary>
    public IReadOnlyList<string> RequiredKeywords { get; init; } = [];

    /// <summary>Whether each sample has its link; default yes. A terminal is where the file is.</summary>
    public bool ShowsLinks { get; init; } = true;

    /// <summary>How long an attempt can take at most: after that its outcome is known, or never will be. Default 60 s.</summary>
    public TimeSpan AttemptMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Whether <c>@name</c> in a message can call somebody, so that it must be broken in log text. Default: yes but
    /// for <see cref="MessageFormat.Plain"/>, where a copied line should be the log's own.
    /// </summary>
    public bool BreaksMentions { get; init; } = Format != MessageFormat.Plain;
}
