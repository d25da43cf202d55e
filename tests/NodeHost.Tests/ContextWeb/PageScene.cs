using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dachshund.Actors.TaskWatch;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.Context.Pages;
using Dachshund.Context.Redaction;
using Dachshund.Context.Windows;
using Dachshund.Journal;
using Dachshund.Journal.CheckIns;
using Dachshund.Journal.Samples;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.Tailing;
using Dachshund.Tasks.Reports;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>A page's server on a free port, with a log of three lines of which the second is the hit, and no node behind it.</summary>
internal sealed class PageScene : IContextNode, IAsyncDisposable
{
    public const string Host = "web-1";
    public const string Hit = "ERROR pump broke";
    private const string Before = "a line\n";

    private readonly TestFolder _folder = new();
    private readonly CollectingLoggerFactory _log = new();
    private readonly TimeProvider _time;
    private ContextWebServer? _server;
    private SoughtFile? _file;
    private int _searches;

    private PageScene(TimeProvider time) => (_time, Key) = (time, LinkKey.Create(time.GetUtcNow(), LinkKey.LifetimeDefault));

    public LinkKey Key { get; }

    /// <summary>The folder of the log, which is all that the node watches.</summary>
    public string Folder => Path.Combine(_folder.Path, "logs");

    /// <summary>A folder that nobody watches.</summary>
    public string Elsewhere => _folder.Path;

    public string Log => Path.Combine(Folder, "app.log");

    public int Port => _server?.Port ?? 0;

    /// <summary>What the audit says.</summary>
    public IEnumerable<string> Audit => _log.Lines.Select(line => line.Text);

    public int LooksAtKeys { get; private set; }

    public bool IsRedisAway { get; set; }

    /// <summary>What searches for a file wait for; null (default): nothing.</summary>
    public Task? Gate { get; set; }

    /// <summary>Searches for a file that began.</summary>
    public int Searches => Volatile.Read(ref _searches);

    public bool IsAlive { get; set; } = true;

    /// <summary>The one report that is kept; null (default) for none.</summary>
    public DailyReport? Report { get; set; }

    /// <summary>The signs of life that came.</summary>
    public ConcurrentQueue<TaskCheckIn> CheckIns { get; } = new();

    /// <summary>A link's token that opens.</summary>
    public LinkToken Token => new(
        Host, _file?.Identity.Device ?? 0, _file?.Identity.Inode ?? 0, 0, Before.Length, Hit.Length,
        _time.GetUtcNow(), _time.GetUtcNow().AddHours(1));

    /// <param name="limits">How much strangers can hold of the server; default as nodes have it.</param>
    /// <param name="time">The clock; default the machine's.</param>
    /// <param name="more">What stands in the log behind the third line.</param>
    /// <param name="certificate">For HTTPS; default HTTP.</param>
    /// <param name="showsReports">Whether it has the role that shows reports.</param>
    /// <param name="pingToken">The token of pings; default none.</param>
    public static async Task<PageScene> SetAsync(
        ContextWebLimits? limits = null, TimeProvider? time = null, string more = "", PageCertificate? certificate = null,
        string pingToken = "", bool showsReports = false)
    {
        var scene = new PageScene(time ?? TimeProvider.System);
        Directory.CreateDirectory(scene.Folder);
        await File.WriteAllTextAsync(scene.Log, $"{Before}{Hit}\nanother\n{more}");
        var inputs = new[] { new CatalogInput("app", [scene.Log]) };
        var found = Assert.Single(new FileCatalog(inputs).Scan());
        scene._file = new SoughtFile(
            found.Identity, FileHead.Of(Encoding.UTF8.GetBytes($"{Before}{Hit}\n")), scene.Log, Before.Length, Hit.Length);
        var trusted = TrustedKeys.Load(Path.Combine(scene._folder.Path, "trusted-keys"), TrustMode.Redis);
        trusted.Offer([scene.Key.Statement], scene._time.GetUtcNow());
        var options = new ContextWebOptions
        {
            Host = Host,
            Addresses = [IPAddress.Loopback],
            Port = RedisServer.FreePort(),
            BytesAround = LineWindow.BytesAroundMax,
            Limits = limits ?? new ContextWebLimits(),
            TakesFreePort = true,
            Inputs = inputs,
            BaseFolder = scene._folder.Path,
            Redactor = Redactor.None,
            PingToken = pingToken,
            Reports = showsReports ? ReportLanguage.En : null,
            Certificate = certificate,
            Language = PageLanguage.English,
            Zone = TimeZoneInfo.Utc,
        };
        scene._server = await ContextWebServer.StartAsync(
            options, new LinkVerifier(Host, trusted, scene._time), scene, scene._time,
            scene._log.CreateLogger("page"), CancellationToken.None);
        return scene;
    }

    /// <summary>Connects as a machine with an address of its own does.</summary>
    /// <param name="machine">The last number of 127.0.0.x.</param>
    /// <param name="receiveBytes">How much the machine takes before it reads; 0 (default): as much as it likes.</param>
    public async Task<TcpClient> ConnectAsync(byte machine = 1, int receiveBytes = 0)
    {
        var client = new TcpClient(new IPEndPoint(new IPAddress([127, 0, 0, machine]), 0));
        if (receiveBytes > 0)
            client.ReceiveBufferSize = receiveBytes;
        await client.ConnectAsync(IPAddress.Loopback, Port);
        return client;
    }

    /// <summary>Sends bytes as they are, and reads all that is answered: the status and the rest.</summary>
    public async Task<(int Status, string Text)> SendAsync(string request, byte machine = 1)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var client = await ConnectAsync(machine);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(patience.Token);
        return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0, text);
    }

    public Task<(int Status, string Text)> GetAsync(string target, string method = "GET", byte machine = 1) =>
        SendAsync($"{method} {target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", machine);

    public Task<bool> IsReadyAsync(CancellationToken ct) => Task.FromResult(!IsRedisAway);

    public Task LookAtKeysAsync(CancellationToken ct)
    {
        LooksAtKeys++;
        return Task.CompletedTask;
    }

    public async Task<Call<SoughtFile?>> FindFileAsync(string field, long offset, int length, CancellationToken ct)
    {
        Interlocked.Increment(ref _searches);
        if (Gate is { } gate)
            await gate.WaitAsync(ct);
        return IsRedisAway ? Calls.Refused<SoughtFile?>("away")
            : field == Token.Field ? Calls.Done(_file is { } file ? file with { Offset = offset, Length = length } : null)
            : Calls.Done<SoughtFile?>(null);
    }

    public Task<Call<DailyReport?>> FindReportAsync(DateOnly day, CancellationToken ct) => Task.FromResult(
        IsRedisAway ? Calls.Refused<DailyReport?>("away") : Calls.Done(Report is { } report && report.Day == day ? report : null));

    public Task<Call<CheckInOutcome>> CheckInAsync(TaskCheckIn checkIn, CancellationToken ct)
    {
        if (IsRedisAway)
            return Task.FromResult(Calls.Refused<CheckInOutcome>("away"));
        CheckIns.Enqueue(checkIn);
        return Task.FromResult(Calls.Done(CheckInOutcome.Done));
    }

    public Task<Call<KeptSample?>> FindSampleAsync(string field, long offset, int length, CancellationToken ct) =>
        Task.FromResult(Calls.Done<KeptSample?>(null));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _log.Dispose();
        _folder.Dispose();
    }
}
