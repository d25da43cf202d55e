namespace Dachshund.Alerting;

/// <summary>A message as a channel takes it.</summary>
/// <param name="Title">One line of plain text, without markup.</param>
/// <param name="Body">The text in the channel's format; it says everything, the title's words too.</param>
public sealed record RenderedMessage(string Title, string Body);
