namespace Dachshund.Actors.Node;

/// <summary>Names of what a node says of itself with each beat, where its actors add them.</summary>
public static class NodeFacts
{
    /// <summary>The address by which others reach the node; empty when there is none.</summary>
    public const string Address = "address";

    /// <summary>How to log in there, <c>user@host</c>; empty when nobody said.</summary>
    public const string Ssh = "ssh";

    /// <summary>The port of its page around a hit; missing where there is no page.</summary>
    public const string WebPort = "web-port";

    /// <summary>With the port: <c>http</c> or <c>https</c>; missing is http.</summary>
    public const string WebScheme = "web-scheme";

    /// <summary>Why a node that should have a page has none.</summary>
    public const string WebProblem = "web-problem";

    /// <summary>Of a node with a page: the ids of the keys that it believes, joined by commas; empty when it believes none.</summary>
    public const string TrustedKeys = "trusted-keys";

    /// <summary>Of a server: the ids of its good keys, joined by commas, the one that signs first; empty when it has none.</summary>
    public const string LinkKeys = "link-keys";

    /// <summary>Of a server: why it signs no links; empty when it does.</summary>
    public const string LinkProblem = "link-problem";

    /// <summary>There while the node leaves.</summary>
    public const string Leaving = "leaving";
}
