using Microsoft.Extensions.Logging;

namespace Dachshund.Channels;

/// <summary>What a channel takes from the process around it.</summary>
/// <param name="Time">The clock of signatures and time-outs.</param>
/// <param name="LoggerFactory">Where it logs; no line of it holds a secret.</param>
public sealed record ChannelEnvironment(TimeProvider Time, ILoggerFactory LoggerFactory);
