namespace Dachshund.TestKit.Channels;

/// <summary>A message that a fake server took.</summary>
/// <param name="Token">The robot or application.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Title">Its title or summary; empty where the form has none.</param>
/// <param name="Text">Its text.</param>
/// <param name="Targets">Whom it reached, or whom it calls by name.</param>
/// <param name="Json">The whole body.</param>
public sealed record FakeMessage(
    string Token, DateTimeOffset At, string Title, string Text, IReadOnlyList<string> Targets, string Json);
