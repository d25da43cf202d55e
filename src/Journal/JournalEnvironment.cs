using Microsoft.Extensions.Logging;

namespace Dachshund.Journal;

/// <summary>What the journal takes from its surroundings.</summary>
/// <param name="Time">The clock that time-outs and waits run on.</param>
/// <param name="LoggerFactory">Where it logs.</param>
public sealed record JournalEnvironment(TimeProvider Time, ILoggerFactory LoggerFactory);
