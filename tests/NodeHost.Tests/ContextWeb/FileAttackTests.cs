using System.Diagnostics;
using System.Net.Sockets;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>What stands in the place of the log after the hit, put there by who may write to its folder: a link that was signed
/// shows that file or none.</summary>
public sealed class FileAttackTests
{
    private const string Secret = "top secret";

    [Fact]
    public async Task Another_file_in_the_place_of_the_log_is_not_shown()
    {
        await using var scene = await PageScene.SetAsync();
        File.Delete(scene.Log);
        await File.WriteAllTextAsync(scene.Log, $"a line\n{Secret} that is as long as that\n");
        await AssertGoneAsync(scene);
    }

    [Fact]
    public async Task A_symbolic_link_in_the_place_of_the_log_is_not_followed()
    {
        await using var scene = await PageScene.SetAsync();
        var secret = await SecretLikeTheLogAsync(scene);
        File.Delete(scene.Log);
        File.CreateSymbolicLink(scene.Log, "/etc/passwd");
        await AssertGoneAsync(scene);

        // Nor one that looks like a rotation of the log, with all that is known of the log in it.
        File.CreateSymbolicLink(scene.Log + ".1", secret);
        await AssertGoneAsync(scene);
    }

    [Fact]
    public async Task A_hard_link_to_what_nobody_watches_is_not_taken_for_a_copy_of_the_log()
    {
        await using var scene = await PageScene.SetAsync();
        var secret = await SecretLikeTheLogAsync(scene);
        File.Delete(scene.Log);
        await RunAsync("ln", secret, scene.Log + ".1");
        await AssertGoneAsync(scene);

        // Its own second name gone, it is a file of that folder like any other, and a copy of the log by all that is known of it.
        File.Delete(secret);
        var (status, text) = await scene.GetAsync("/l/" + scene.Token.Sign(scene.Key));
        Assert.Equal(200, status);
        Assert.Contains("id=\"hit\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_swapped_for_a_link_leads_nowhere()
    {
        await using var scene = await PageScene.SetAsync();
        var elsewhere = Path.Combine(scene.Elsewhere, "private");
        Directory.CreateDirectory(elsewhere);
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "app.log"), $"a line\n{Secret} that is as long as that\n");
        Directory.Delete(scene.Folder, recursive: true);
        Directory.CreateSymbolicLink(scene.Folder, elsewhere);
        await AssertGoneAsync(scene);
    }

    [Fact]
    public async Task A_pipe_a_folder_or_a_socket_in_the_place_of_the_log_holds_nobody_up()
    {
        await using var scene = await PageScene.SetAsync();
        File.Delete(scene.Log);
        await RunAsync("mkfifo", scene.Log);
        await AssertGoneAsync(scene);

        File.Delete(scene.Log);
        Directory.CreateDirectory(scene.Log);
        await AssertGoneAsync(scene);

        Directory.Delete(scene.Log);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(scene.Log));
        await AssertGoneAsync(scene);
    }

    [Fact]
    public async Task A_log_that_was_emptied_or_cut_is_gone()
    {
        await using var scene = await PageScene.SetAsync();
        using (var log = File.OpenWrite(scene.Log))
            log.SetLength(10);
        await AssertGoneAsync(scene);
        await File.WriteAllTextAsync(scene.Log, "");
        await AssertGoneAsync(scene);
    }

    /// <summary>A file that nobody watches, with the log's beginning: what a copy of the log is known by.</summary>
    private static async Task<string> SecretLikeTheLogAsync(PageScene scene)
    {
        var path = Path.Combine(scene.Elsewhere, "secret");
        await File.WriteAllTextAsync(path, await File.ReadAllTextAsync(scene.Log) + Secret + "\n");
        return path;
    }

    private static async Task AssertGoneAsync(PageScene scene)
    {
        var (status, text) = await scene.GetAsync("/l/" + scene.Token.Sign(scene.Key));
        Assert.Equal(200, status);
        Assert.Contains("The file is gone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains(": gone ", scene.Audit.Last(), StringComparison.Ordinal);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
