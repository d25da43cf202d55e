namespace Dachshund.TestKit.Channels;

/// <summary>A call that a fake server refused.</summary>
/// <param name="Token">The robot or application; empty where the call names none.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Code">The code that it answered.</param>
/// <param name="Reason">The text that it answered.</param>
public sealed record FakeRefusal(string Token, DateTimeOffset At, int Code, string Reason);
