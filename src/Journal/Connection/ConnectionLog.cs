using Microsoft.Extensions.Logging;

namespace Dachshund.Journal.Connection;

/// <summary>What the connections to Redis log.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(EventIds.ConnectionBase, LogLevel.Information,
        "Redis {linkName} connection is up: {endpoint}, history {history}")]
    internal static partial void Connected(this ILogger logger, string linkName, string endpoint, string history);

    [LoggerMessage(EventIds.ConnectionBase + 1, LogLevel.Warning, "Redis {linkName} connection is lost: {reason}")]
    internal static partial void Lost(this ILogger logger, string linkName, string reason);

    [LoggerMessage(EventIds.ConnectionBase + 2, LogLevel.Debug, "Redis {linkName} connection attempt failed: {reason}")]
    internal static partial void AttemptFailed(this ILogger logger, string linkName, string reason);

    [LoggerMessage(EventIds.ConnectionBase + 3, LogLevel.Error, "Redis cannot be used as it is: {reason}")]
    internal static partial void Unusable(this ILogger logger, string reason);

    [LoggerMessage(EventIds.ConnectionBase + 4, LogLevel.Warning,
        "Redis runs without an append-only file; a restart loses what it holds (redis.accept-loss)")]
    internal static partial void LossAccepted(this ILogger logger);

    [LoggerMessage(EventIds.ConnectionBase + 5, LogLevel.Error,
        "Redis holds another data set: {dataSet} instead of {previous}; it was emptied or replaced")]
    internal static partial void DataSetChanged(this ILogger logger, string dataSet, string previous);
}
