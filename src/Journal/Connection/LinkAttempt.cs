namespace Dachshund.Journal.Connection;

/// <summary>What became of one attempt to connect.</summary>
/// <param name="Link">The connection, when it can be used.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="Unusable">Set when waiting will not help: a setting must change.</param>
internal readonly record struct LinkAttempt(OpenLink? Link, string Reason, JournalException? Unusable);
