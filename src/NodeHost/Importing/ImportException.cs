namespace Dachshund.NodeHost.Importing;

/// <summary>A foreign configuration that can't be read; the message is one line with its place.</summary>
internal sealed class ImportException(string message) : Exception(message);
