namespace Dachshund.Actors.Node;

/// <summary>Names of what a node says of itself with each beat, where its actors add them.</summary>
public static class NodeFacts
{
    /// <summary>The address by which others reach the node; empty when there is none.</summary>
    public const string Address = "address";

    /// <summary>The port of its page around a hit; missing where there is no page.</summary>
    public const string WebPort = "web-port";

    /// <summary>There while the node leaves.</summary>
    public const string Leaving = "leaving";
}
