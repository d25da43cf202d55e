using Microsoft.Extensions.Logging;

namespace Dachshund.Kernel;

/// <summary>What the kernel logs.</summary>
internal static partial class KernelLog
{
    [LoggerMessage(EventIds.ChildFailed, LogLevel.Warning,
        "{path} failed: {directive} after {delay} ({leftOut} more were not logged)")]
    public static partial void ChildFailed(
        ILogger logger, Exception failure, ActorPath path, Directive directive, TimeSpan delay, long leftOut);

    [LoggerMessage(EventIds.FailedWhileEnding, LogLevel.Debug,
        "{path} failed while it was being stopped or restarted, or had failed already")]
    public static partial void FailedWhileEnding(ILogger logger, Exception failure, ActorPath path);

    [LoggerMessage(EventIds.HookFailed, LogLevel.Warning, "{path} failed in {hook}, which changes nothing")]
    public static partial void HookFailed(ILogger logger, Exception failure, ActorPath path, string hook);

    [LoggerMessage(EventIds.StoppingCallbackFailed, LogLevel.Warning,
        "{path}: a callback of its Stopping token failed")]
    public static partial void StoppingCallbackFailed(ILogger logger, Exception failure, ActorPath path);

    [LoggerMessage(EventIds.DeadLetter, LogLevel.Information,
        "{message} from {sender} to {recipient} was not delivered ({leftOut} more were not logged)")]
    public static partial void DeadLetter(
        ILogger logger, string message, ActorPath sender, ActorPath recipient, long leftOut);

    [LoggerMessage(EventIds.Dropped, LogLevel.Warning,
        "{message} from {sender} to {recipient} was dropped, {reason} ({leftOut} more were not logged)")]
    public static partial void Dropped(
        ILogger logger, string message, ActorPath sender, ActorPath recipient, string reason, long leftOut);

    [LoggerMessage(EventIds.DeadLettersMuted, LogLevel.Information, "{count} dead letters logged, no more for {mute}")]
    public static partial void DeadLettersMuted(ILogger logger, int count, TimeSpan mute);

    [LoggerMessage(EventIds.SystemEnded, LogLevel.Critical,
        "A failure was escalated to the top and ends the actor system {name}")]
    public static partial void SystemEnded(ILogger logger, Exception failure, string name);
}
