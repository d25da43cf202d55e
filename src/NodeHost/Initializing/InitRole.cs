namespace Dachshund.NodeHost.Initializing;

/// <summary>What a machine is among others.</summary>
internal enum InitRole
{
    /// <summary>The only one.</summary>
    Alone,

    /// <summary>The first of several: it alerts, and its Redis serves the others.</summary>
    Server,

    /// <summary>Another one: it watches, and a server alerts.</summary>
    Node,
}
