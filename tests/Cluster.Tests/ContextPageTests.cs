using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dachshund.TestKit.Channels;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>From a line in a file to the page that a message's link opens, through real processes.</summary>
public sealed class ContextPageTests : IDisposable
{
    private static readonly UnixFileMode s_ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly HttpClient _phone = new();

    [Fact]
    public async Task The_link_of_a_message_opens_the_log_around_the_hit_and_finds_it_after_rotation()
    {
        await using var scene = await SceneWithPageAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, "before it\nERROR pump <script>alert(1)</script> broke\nafter it\n");
        await scene.WaitForToldAsync(1);
        var link = LinkOf(scene);
        Assert.StartsWith($"http://127.0.0.1:{scene.WebPort.ToString(CultureInfo.InvariantCulture)}/l/", link, StringComparison.Ordinal);
        Assert.EndsWith("#hit", link, StringComparison.Ordinal);
        Assert.True(link.Length < 400, link);

        await AssertShownAsync(link, scene.Log);
        await AssertKeysAsync(scene);
        await AssertAuditedAsync(node, link);

        // Each change of the token is one plain no; so is a token that a robot of a messenger cut.
        var token = MessageLinks.TokenOf(link);
        foreach (var altered in new[] { token[..^1], token + "A", Flip(token, 0), Flip(token, 40), Flip(token, token.Length - 2) })
            await AssertRefusedAsync(link.Replace(token, altered, StringComparison.Ordinal));
        await node.WaitForLineAsync("refused: BadSignature");

        File.Move(scene.Log, scene.Log + ".1");
        await File.WriteAllTextAsync(scene.Log, "another file\n");
        await AssertShownAsync(link, scene.Log + ".1");

        Gzip(scene.Log + ".1");
        await AssertShownAsync(link, scene.Log + ".1.gz");

        File.Delete(scene.Log + ".1.gz");
        using var gone = await _phone.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        var page = await gone.Content.ReadAsStringAsync();
        Assert.Contains("The file is gone", page, StringComparison.Ordinal);
        Assert.Matches("""<pre id="hit"[^>]*>\s*ERROR pump &lt;script&gt;""", page);
        Assert.DoesNotContain("another file", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_with_a_certificate_shows_what_a_server_signed_and_a_secret_leaves_neither_by_message_nor_by_page()
    {
        await using var scene = await SceneWithPageAsync();
        scene.More += $"\ndachshund.context-web.certificate = \"{MakeCertificate(scene.Folder)}\"";
        scene.StartServer("server");
        var agent = scene.StartAgent("web-1");
        await agent.WatchingAsync();
        await Deadline.UntilAsync(
            async () => (await scene.AskAsync("server", "status")).Text.Contains("signs on server  believed by 1 of 1 node", StringComparison.Ordinal),
            () => "the agent does not believe the server's key");
        Assert.Contains("  server    1 of 1 node  private", (await scene.AskAsync("server", "keys", "list")).Text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(scene.LogOf("web-1"), "a line\nERROR login failed password=hunter2secret\n");
        await scene.WaitForToldAsync(1);
        var message = Assert.Single(scene.Phone.Accepted).Text;
        Assert.StartsWith("https://127.0.0.1:", LinkOf(scene), StringComparison.Ordinal);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=web-1" };
        using var phone = new HttpClient(handler);
        using var answer = await phone.GetAsync(LinkOf(scene));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("ERROR login failed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2secret", page + message, StringComparison.Ordinal);
        Assert.Contains("[redacted: secrets]", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_no_node_and_its_messages_have_no_link()
    {
        await using var scene = await SceneWithPageAsync();
        using var other = new TcpListener(IPAddress.Loopback, scene.WebPort);
        other.Start();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await node.WaitForLineAsync("no page around a hit");
        await File.WriteAllTextAsync(scene.Log, "ERROR pump broke\n");
        await scene.WaitForToldAsync(1);
        Assert.DoesNotContain("dingtalk://", Assert.Single(scene.Phone.Accepted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_takes_another_port_when_its_own_is_taken_and_its_links_say_so()
    {
        using var folder = new TestFolder();
        await using var robot = await FakeDingTalk.StartAsync();
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var log = Path.Combine(folder.Path, "app.log");
        await File.WriteAllTextAsync(log, "");
        await using var node = NodeProcess.Start(folder.Path,
            "watch", log, "--keyword", "ERROR", "--dingtalk", robot.Url("T"),
            "--set", $"context-web.port={taken}", "--set", "node.address=127.0.0.1", "--set", "language=en");
        await node.WatchingAsync();
        await File.AppendAllTextAsync(log, "before it\nERROR the pump stands still\n");
        var link = Assert.Single(MessageLinks.Of((await robot.WaitForAcceptedAsync(1, Deadline.Generous))[0].Text));
        Assert.NotEqual(int.Parse(taken, CultureInfo.InvariantCulture), new Uri(link).Port);
        Assert.Contains("before it", await _phone.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Equal(0, await node.TerminateAsync());
    }

    [Fact]
    public async Task Health_is_told_without_a_link()
    {
        await using var scene = await SceneWithPageAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        var root = $"http://127.0.0.1:{scene.WebPort.ToString(CultureInfo.InvariantCulture)}";
        Assert.Equal("ok\n", await _phone.GetStringAsync(root + "/healthz"));
        Assert.Equal("ready\n", await _phone.GetStringAsync(root + "/readyz"));
    }

    public void Dispose() => _phone.Dispose();

    private async Task AssertShownAsync(string link, string file)
    {
        using var answer = await _phone.GetAsync(link);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<pre id=\"hit\"", page, StringComparison.Ordinal);
        Assert.Matches("""<pre id="hit"[^>]*>\s*ERROR pump &lt;script&gt;""", page);
        Assert.Contains("before it", page, StringComparison.Ordinal);
        Assert.Contains("after it", page, StringComparison.Ordinal);
        Assert.Contains(file, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    private async Task AssertRefusedAsync(string link)
    {
        using var answer = await _phone.GetAsync(link);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("pump", page, StringComparison.Ordinal);
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    /// <summary>The private key is its owner's alone; what stands in Redis and on the node is public.</summary>
    private static async Task AssertKeysAsync(Scene scene)
    {
        var data = Path.Combine(scene.Folder, "data-hound");
        var own = Assert.Single(Directory.GetFiles(Path.Combine(data, "link-keys")));
        Assert.Equal(s_ownerOnly, File.GetUnixFileMode(own));
        var trusted = Assert.Single(Directory.GetFiles(Path.Combine(data, "trusted-keys")));
        Assert.Equal(Path.GetFileNameWithoutExtension(own), Path.GetFileNameWithoutExtension(trusted));
        Assert.Equal(1L, await scene.Redis.CommandAsync("HLEN", "dachshund:link-keys"));
        Assert.Equal((await File.ReadAllTextAsync(trusted)).Trim(),
            await scene.Redis.CommandAsync("HGET", "dachshund:link-keys", Path.GetFileNameWithoutExtension(own)) as string);
    }

    private static async Task AssertAuditedAsync(NodeProcess node, string link)
    {
        await node.WaitForLineAsync(": opened ");
        var token = MessageLinks.TokenOf(link);
        Assert.DoesNotContain(node.Lines, line => line.Contains(token[..32], StringComparison.Ordinal));
    }

    private static async Task<Scene> SceneWithPageAsync()
    {
        var scene = await Scene.SetAsync();
        scene.WebPort = RedisServer.FreePort();
        scene.More = "dachshund.node.address = \"127.0.0.1\"";
        return scene;
    }

    private static string MakeCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=web-1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(folder, "page.pem");
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return file;
    }

    private static string LinkOf(Scene scene) => Assert.Single(MessageLinks.Of(Assert.Single(scene.Phone.Accepted).Text));

    private static string Flip(string token, int at) => $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}";

    private static void Gzip(string path)
    {
        using (var from = File.OpenRead(path))
        using (var to = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
            from.CopyTo(to);
        File.Delete(path);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
