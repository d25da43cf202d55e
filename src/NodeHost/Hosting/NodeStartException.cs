namespace Dachshund.NodeHost.Hosting;

/// <summary>The node can't start; the message says why and what to do.</summary>
internal sealed class NodeStartException(string message) : Exception(message);
