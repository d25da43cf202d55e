using System.Net;
using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.ContextWeb;

internal static partial class ContextWebLog
{
    [LoggerMessage(3100, LogLevel.Information, "the log around a hit is shown on port {port} of {addresses}")]
    public static partial void Listening(ILogger log, int port, string addresses);

    [LoggerMessage(3101, LogLevel.Error, "no page around a hit: {problem} (context-web.port, context-web.bind); messages have no links to this node")]
    public static partial void NotListening(ILogger log, string problem);

    [LoggerMessage(3102, LogLevel.Information, "audit: {address} link {auditId}: {what}")]
    public static partial void Opened(ILogger log, IPAddress address, string auditId, string what);

    [LoggerMessage(3103, LogLevel.Information, "audit: {address} link {auditId} refused: {why}")]
    public static partial void Refused(ILogger log, IPAddress address, string auditId, string why);

    [LoggerMessage(3104, LogLevel.Warning, "audit: {address} refused: asks too often; not said again before it may ask")]
    public static partial void Limited(ILogger log, IPAddress address);

    [LoggerMessage(3106, LogLevel.Information, "audit: {address} ping: {what}")]
    public static partial void Pinged(ILogger log, IPAddress address, string what);

    [LoggerMessage(3107, LogLevel.Information, "audit: {address} ping refused: {why}")]
    public static partial void PingRefused(ILogger log, IPAddress address, string why);

    [LoggerMessage(3105, LogLevel.Error, "the page around a hit failed: {problem}")]
    public static partial void Failed(ILogger log, string problem);
}
