namespace Dachshund.NodeHost.ContextWeb;

/// <summary>How much of a page's server strangers can hold, and for how long.</summary>
internal sealed record ContextWebLimits
{
    /// <summary>Connections at most. Default 64.</summary>
    public int ConnectionsMax { get; init; } = 64;

    /// <summary>Connections of one address at most, so that one alone can't hold them all. Default 16.</summary>
    public int ConnectionsOfAddressMax { get; init; } = 16;

    /// <summary>How long the head of a request may take. Default 5 s.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may say nothing before it asks, and again. Default 15 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many bytes of an answer are to be taken a second. Default 512.</summary>
    public double AnswerBytesPerSecond { get; init; } = 512;

    /// <summary>How long an answer may take beyond that. More than 1 s; default 5 s.</summary>
    public TimeSpan AnswerGrace { get; init; } = TimeSpan.FromSeconds(5);
}
