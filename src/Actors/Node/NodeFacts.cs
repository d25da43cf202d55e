namespace Dachshund.Actors.Node;

/// <summary>Names of what a node says of itself with each beat, where its actors add them.</summary>
public static class NodeFacts
{
    /// <summary>There while the node leaves.</summary>
    public const string Leaving = "leaving";
}
