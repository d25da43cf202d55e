using System.Net.Sockets;
using System.Text;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.TestKit;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>Who holds the page's server without using it: so many, so long, and others are served.</summary>
public sealed class SlowClientTests
{
    // What time-outs are measured by ticks once a second.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Who_does_not_go_on_is_let_go()
    {
        string[] begun = ["", "GET /l/", "GET /l/x HTTP/1.1\r\nHost: h\r\nX-Slow: ", "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"];
        await using var scene = await PageScene.SetAsync(new ContextWebLimits { HeadTimeout = s_soon, IdleTimeout = s_soon });
        // Each connection ends, though nothing of what was sent ends it.
        foreach (var (status, _) in await Task.WhenAll(begun.Select(request => scene.SendAsync(request))))
            Assert.Contains(status, new[] { 0, 200, 408 });
    }

    [Fact]
    public async Task One_address_cannot_hold_all_connections()
    {
        await using var scene = await PageScene.SetAsync(new ContextWebLimits { ConnectionsMax = 10, ConnectionsOfAddressMax = 4 });
        var held = new List<TcpClient>();
        for (var i = 0; i < 4; i++)
            held.Add(await HoldAsync(scene, machine: 2));
        Assert.Equal(0, (await scene.GetAsync("/healthz", machine: 2)).Status);
        Assert.Equal(200, (await scene.GetAsync("/healthz", machine: 3)).Status);

        // Place that was given back can be taken.
        held[0].Dispose();
        await UntilServedAsync(scene, machine: 2);
        held.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Connections_have_a_bound_and_who_is_over_it_is_served_when_one_ends()
    {
        await using var scene = await PageScene.SetAsync(new ContextWebLimits { ConnectionsMax = 4 });
        var held = new List<TcpClient>();
        for (byte machine = 2; machine < 6; machine++)
            held.Add(await HoldAsync(scene, machine));
        Assert.Equal(0, (await scene.GetAsync("/healthz")).Status);
        held[0].Dispose();
        await UntilServedAsync(scene, machine: 1);
        held.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Who_does_not_read_the_answer_keeps_no_other_from_reading_and_is_cut_off()
    {
        const int Slow = 5;
        const int Pages = 8;
        var limits = new ContextWebLimits { ConnectionsMax = Slow, AnswerBytesPerSecond = 100e6, AnswerGrace = TimeSpan.FromSeconds(1.1) };
        // Escapes make the page ten times as long as the log, and several pages are more than the kernel takes in the reader's place.
        var line = new string('\u0001', 8000) + "\n";
        await using var scene = await PageScene.SetAsync(limits, more: string.Concat(Enumerable.Repeat(line, 9)));
        var request = $"GET /l/{scene.Token.Sign(scene.Key)} HTTP/1.1\r\nHost: h\r\n";
        var length = Encoding.UTF8.GetByteCount((await scene.SendAsync(request + "Connection: close\r\n\r\n")).Text);
        Assert.InRange(length, 700_000, 2_000_000);

        // More than may read the log at once: as all have an answer's beginning, none of them holds a place there.
        var clients = new List<TcpClient>();
        for (byte machine = 2; machine < 2 + Slow; machine++)
        {
            var client = await scene.ConnectAsync(machine, receiveBytes: 2048);
            clients.Add(client);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request + "\r\n", Pages))));
            Assert.Equal(1, await client.GetStream().ReadAsync(new byte[1]));
        }

        Assert.Equal(0, (await scene.GetAsync("/healthz")).Status);
        await UntilServedAsync(scene, machine: 1);
        Assert.Contains(clients, client => ReadToEnd(client) < (Pages * length) - 1);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Four_read_at_once_and_who_waits_longer_than_ten_seconds_is_refused()
    {
        var time = new FakeTime();
        await using var scene = await PageScene.SetAsync(time: time);
        var gate = new TaskCompletionSource();
        scene.Gate = gate.Task;
        var target = "/l/" + scene.Token.Sign(scene.Key);
        var asked = Enumerable.Range(1, 5).Select(machine => scene.GetAsync(target, machine: (byte)machine)).ToArray();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await time.WaitForTimersAsync(5, patience.Token);
        var plain = await Refusals.PlainAsync(scene);
        Assert.Equal(200, (await scene.GetAsync("/healthz")).Status);
        Assert.InRange(scene.Searches, 1, 4);
        time.Advance(TimeSpan.FromSeconds(10));
        foreach (var answer in await Task.WhenAll(asked))
            Refusals.AssertSame(plain, answer);
        Assert.Equal(5, scene.Audit.Count(line => line.EndsWith("refused: TimedOut", StringComparison.Ordinal)));

        gate.SetResult();
        Assert.Equal(200, (await scene.GetAsync(target)).Status);
    }

    /// <summary>A connection that is served, and says nothing more.</summary>
    private static async Task<TcpClient> HoldAsync(PageScene scene, byte machine)
    {
        var client = await scene.ConnectAsync(machine);
        await client.GetStream().WriteAsync("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"u8.ToArray());
        Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[1]));
        return client;
    }

    private static async Task UntilServedAsync(PageScene scene, byte machine)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while ((await scene.GetAsync("/healthz", machine: machine)).Status != 200)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }

    private static int ReadToEnd(TcpClient client)
    {
        var (total, buffer) = (0, new byte[65536]);
        client.ReceiveTimeout = 300_000;
        try
        {
            while (client.GetStream().Read(buffer) is var count and > 0)
                total += count;
        }
        catch (IOException)
        {
            // Cut off.
        }

        return total;
    }
}
