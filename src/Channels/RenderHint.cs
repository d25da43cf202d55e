namespace Dachshund.Channels;

/// <summary>How a refused message may be rendered anew so that it gets through.</summary>
public enum RenderHint
{
    /// <summary>The channel does not say.</summary>
    None,

    /// <summary>Make it shorter.</summary>
    Shrink,

    /// <summary>Leave the links out.</summary>
    DropLinks,

    /// <summary>Leave the log lines out: a content filter disliked them.</summary>
    DropSamples,
}
