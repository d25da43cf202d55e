using Microsoft.Extensions.Logging;

namespace Dachshund.Journal.Embedded;

/// <summary>What the embedded server logs.</summary>
internal static partial class EmbeddedLog
{
    [LoggerMessage(
        EventIds.EmbeddedBase, LogLevel.Information, "The embedded Redis runs at {endpoint}, process {processId}")]
    internal static partial void Started(this ILogger logger, string endpoint, int processId);

    [LoggerMessage(EventIds.EmbeddedBase + 1, LogLevel.Information,
        "The embedded Redis of an earlier run is adopted at {endpoint}, process {processId}")]
    internal static partial void Adopted(this ILogger logger, string endpoint, int processId);

    [LoggerMessage(EventIds.EmbeddedBase + 2, LogLevel.Warning,
        "The embedded Redis of an earlier run is ended, process {processId}: {reason}")]
    internal static partial void Ended(this ILogger logger, int processId, string reason);

    [LoggerMessage(EventIds.EmbeddedBase + 3, LogLevel.Error,
        "The embedded Redis died; it is started again in {delayMs} ms: {reason}")]
    internal static partial void Died(this ILogger logger, long delayMs, string reason);
}
