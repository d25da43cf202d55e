namespace Dachshund.Journal.Sessions;

/// <summary>What became of opening a session.</summary>
/// <param name="Opened">Whether this process has the session now.</param>
/// <param name="History">The history it was opened in; empty when it was not.</param>
/// <param name="Pulse">The first pulse.</param>
/// <param name="Holder">The process that has it instead: alive, because its pulse moved.</param>
public sealed record SessionAnswer(bool Opened, string History, long Pulse, SessionHolder? Holder);
