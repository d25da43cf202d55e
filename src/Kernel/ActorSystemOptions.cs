using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Kernel;

/// <summary>What an actor system is made with.</summary>
public sealed record ActorSystemOptions
{
    /// <summary>The clock of timers, timeouts and backoffs; default the machine's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the kernel logs; default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Where actors run; null (default) means the thread pool with a throughput of 30.</summary>
    public IDispatcher? Dispatcher { get; init; }

    /// <summary>How long an Ask waits that names no timeout; default 5 s. Never infinite, unlike Akka's.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How top-level actors are supervised; default <see cref="SupervisorStrategy.Default"/>. What it escalates ends
    /// the system.
    /// </summary>
    public SupervisorStrategy GuardianStrategy { get; init; } = SupervisorStrategy.Default;

    /// <summary>The seed of the random part of backoffs; null (default) takes it from the clock.</summary>
    public int? Seed { get; init; }
}
