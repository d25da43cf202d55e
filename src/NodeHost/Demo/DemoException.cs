namespace Dachshund.NodeHost.Demo;

/// <summary>The tour can't go on; the message says why.</summary>
internal sealed class DemoException(string message) : Exception(message);
