using System.Net;
using System.Net.Sockets;
using Dachshund.Context.Links;
using Dachshund.NodeHost.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>
/// The web server of a node: Kestrel alone, without a host, its configuration files or its log (which would hold tokens). Everything
/// that a stranger could make large or slow has a bound.
/// </summary>
internal sealed class ContextWebServer : IAsyncDisposable
{
    private const int FreePortTries = 3;
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;
    private readonly ContextPages _pages;
    private readonly TimeProvider _time;

    private ContextWebServer(KestrelServer server, ContextPages pages, TimeProvider time, int port) =>
        (_server, _pages, _time, Port) = (server, pages, time, port);

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts one; null when it can't listen, which is said.</summary>
    /// <param name="options">How.</param>
    /// <param name="verifier">Judges tokens.</param>
    /// <param name="node">The node that it is part of.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where the audit goes.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<ContextWebServer?> StartAsync(
        ContextWebOptions options, LinkVerifier verifier, IContextNode node, TimeProvider time, ILogger log, CancellationToken ct)
    {
        var pages = new ContextPages(options, verifier, node, time);
        var pings = new TaskPings(options, node);
        var reports = new ReportPages(options, verifier, node);
        var application = new ContextWebApplication(pages, reports, pings, node, new AddressLimits(time), log);
        var port = options.Port;
        for (var tries = 0; ; tries++)
        {
            var server = Kestrel(options, port);
            try
            {
                await server.StartAsync(application, ct);
                ContextWebLog.Listening(log, port, string.Join(", ", options.Addresses));
                return new ContextWebServer(server, pages, time, port);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                server.Dispose();
                if (options.TakesFreePort && tries < FreePortTries)
                {
                    port = FreePort.On(IPAddress.Any);
                    continue;
                }

                ContextWebLog.NotListening(log, e.Message);
                pages.Dispose();
                return null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_stopTimeout, _time);
        await _server.StopAsync(patience.Token);
        _server.Dispose();
        _pages.Dispose();
    }

    private static KestrelServer Kestrel(ContextWebOptions web, int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        if (web.Certificate is not null)
            options.ApplicationServices = TlsServices();
        var limits = options.Limits;
        limits.MaxConcurrentConnections = web.Limits.ConnectionsMax;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestLineSize = 2048;
        limits.MaxRequestHeadersTotalSize = 8192;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestBufferSize = 16 * 1024;
        limits.RequestHeadersTimeout = web.Limits.HeadTimeout;
        limits.KeepAliveTimeout = web.Limits.IdleTimeout;
        limits.MinResponseDataRate = new MinDataRate(web.Limits.AnswerBytesPerSecond, web.Limits.AnswerGrace);
        var counts = new AddressConnections(web.Limits.ConnectionsOfAddressMax);
        foreach (var address in web.Addresses)
            options.Listen(address, port, listen => Listen(listen, web, counts));
        return new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    private static void Listen(ListenOptions listen, ContextWebOptions web, AddressConnections counts)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => counts.ServeAsync(connection, next));
        if (web.Certificate is not { } certificate)
            return;
        listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate.Own;
            https.ServerCertificateChain = certificate.Chain;
            https.HandshakeTimeout = web.Limits.HeadTimeout;
        });
    }

    /// <summary>What Kestrel's TLS wants to be given; a page without a certificate doesn't pay for it.</summary>
    private static ServiceProvider TlsServices()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        return builder.Services.BuildServiceProvider();
    }
}
