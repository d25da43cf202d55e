using Dachshund.Context.Keys;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Verbs;

/// <summary>The verbs about the keys of links, as far as they concern files.</summary>
public sealed class KeysVerbTests : IDisposable
{
    private static readonly UnixFileMode s_ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TestFolder _folder = new();

    private string Private => Path.Combine(_folder.Path, "data", "link-keys");

    [Fact]
    public async Task Key_is_made_once_rotated_and_exported_for_nodes_that_believe_files_only()
    {
        var made = await RunAsync("generate");
        Assert.Equal(0, made.ExitCode);
        var file = Assert.Single(Directory.GetFiles(Private));
        Assert.Equal(s_ownerOnly, File.GetUnixFileMode(file));
        Assert.Contains(file, made.Out, StringComparison.Ordinal);
        Assert.Contains($"made key {Path.GetFileNameWithoutExtension(file)}, good until ", made.Out, StringComparison.Ordinal);

        var again = await RunAsync("generate");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("there is a key already", again.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Private));

        var first = KeyRing.Load(Private).Keys[0];
        var rotated = await RunAsync("rotate");
        Assert.Equal(0, rotated.ExitCode);
        Assert.Contains($"{first.Id} vouches for it", rotated.Out, StringComparison.Ordinal);
        var keys = KeyRing.Load(Private).Keys;
        Assert.Equal(2, keys.Length);
        Assert.True(keys[1].Statement.IsSignedBy(first.Statement));

        // The older one signs until the nodes have the newer one.
        Assert.Equal($"{first.Statement}\n", (await RunAsync("export")).Out);
        var folder = Path.Combine(_folder.Path, "exported");
        Assert.Equal(0, (await RunAsync("export", "-o", folder)).ExitCode);
        var trusted = TrustedKeys.Load(folder, TrustMode.Files);
        Assert.Equal(keys.Select(key => key.Id).ToHashSet(), trusted.Keys.Select(key => key.Id).ToHashSet());
        Assert.All(Directory.GetFiles(folder), path => Assert.DoesNotContain("PRIVATE", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_shows_what_is_here_when_redis_is_not()
    {
        await RunAsync("generate");
        var list = await RunAsync("list");
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("only what is on this machine", list.Error, StringComparison.Ordinal);
        var key = KeyRing.Load(Private).Keys[0];
        Assert.Contains($"{key.Id}  {key.Statement.Created:yyyy-MM-dd}  {key.Statement.Expires:yyyy-MM-dd}  -         0 of 0 nodes  private", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_rotated_or_exported_where_there_is_no_key_and_no_verb_shows_a_broken_one()
    {
        foreach (var verb in new[] { "rotate", "export" })
        {
            var run = await RunAsync(verb);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("dachshund keys generate", run.Error, StringComparison.Ordinal);
        }

        Directory.CreateDirectory(Private);
        var broken = Path.Combine(Private, "x.pem");
        await File.WriteAllTextAsync(broken, "-----BEGIN PRIVATE KEY-----\nsecret\n");
        File.SetUnixFileMode(broken, s_ownerOnly);
        foreach (var verb in new[] { "list", "generate", "rotate", "export" })
        {
            var run = await RunAsync(verb);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(broken, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", run.Error + run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Agent_makes_no_keys()
    {
        foreach (var verb in new[] { "generate", "rotate" })
        {
            var run = await RunAsync(verb, "--set", "node.roles=[agent]");
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("node.roles", run.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Private));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CommandLine> RunAsync(string verb, params string[] more)
    {
        var file = Path.Combine(_folder.Path, "hound.conf");
        await File.WriteAllTextAsync(file, $$"""dachshund { zone = UTC, node { roles = [server], data-dir = "{{_folder.Path}}/data" } }""");
        return await CommandLine.RunAsync(["keys", verb, "-c", file, .. more]);
    }
}
