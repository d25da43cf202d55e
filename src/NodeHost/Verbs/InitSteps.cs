using Dachshund.Context.Keys;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Drafting;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Initializing;

namespace Dachshund.NodeHost.Verbs;

/// <summary>What <c>init</c> does when all is answered: files, link key, service, test alert, and what to do next.</summary>
internal sealed class InitSteps(VerbConsole console, string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FolderMode = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>The configuration.</summary>
    public string File { get; } = Path.Join(folder, "dachshund.conf");

    /// <summary>Whether a test alert is sent.</summary>
    public bool SendsTest { get; init; } = true;

    /// <summary>The configuration that install.sh puts there for people to edit; null when this program is from no tarball.</summary>
    public string? Template { get; init; } = ServiceSetup.Shipped("hocon/server.conf");

    /// <summary>A file in the way; null when there is none. A template that nobody has edited isn't.</summary>
    public string? Taken => new[] { File, PasswordFile }.FirstOrDefault(path => PrivateFile.IsTaken(path) && !IsTemplate(path));

    /// <summary>The password of this machine's Redis alone, for the other machines.</summary>
    private string PasswordFile { get; } = Path.Join(folder, "redis-password");

    private bool IsOfService => folder == ServiceSetup.ConfigurationFolder;

    private bool IsTemplate(string path)
    {
        try
        {
            return Template is not null && new FileInfo(path) is { Exists: true, LinkTarget: null }
                && System.IO.File.ReadAllBytes(path).AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(Template));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Why nothing can be written there, so that nobody answers in vain; null when it can, as far as can be told.</summary>
    public string? Unwritable()
    {
        try
        {
            if (Directory.Exists(folder))
                System.IO.File.Create(Path.Join(folder, $".{Path.GetRandomFileName()}"), 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{folder} can't be written to: {e.Message} (as root, or with another --dir)";
        }
    }

    /// <summary>Does them.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(InitAnswers answers, InitSurroundings machine, CancellationToken ct)
    {
        var draft = InitDraft.Of(answers, machine);
        var loaded = DraftCheck.Load(draft);
        if (loaded.Value is not { } configuration)
        {
            foreach (var error in loaded.Errors)
                console.Fail($"{error.Path} {error.Message}");
            return console.Fail("nothing was written");
        }

        try
        {
            await WriteAsync(draft.Render(withSecrets: true), answers, machine, ct);
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not OutputException)
        {
            return console.Fail($"{folder} can't be written to: {e.Message}");
        }

        if (answers.Role != InitRole.Node)
            MakeKey(configuration);
        if (IsOfService && ServiceSetup.IsPossible && await ServiceSetup.InstallAsync(ct) is { } problem)
            console.Fail($"the service is not set up: {problem}");
        var isTaken = await TestAsync(configuration, ct);
        SayHowToJoin(answers, machine);
        SayNext();
        await console.Out.FlushAsync(ct);
        return isTaken ? ExitCodes.Done : ExitCodes.Negative;
    }

    private async Task WriteAsync(string text, InitAnswers answers, InitSurroundings machine, CancellationToken ct)
    {
        Directory.CreateDirectory(folder, FolderMode);
        if (InitDraft.ServesOthers(answers))
        {
            PrivateFile.Write(PasswordFile, machine.Password + "\n");
            Say($"wrote {PasswordFile}, which other machines need");
        }

        PrivateFile.Write(File, text);
        if (IsOfService)
            await ServiceSetup.ShareAsync(File, ct);
        Say($"wrote {File}");
    }

    /// <summary>A server makes a key at its first start too; one that is there now can be copied to other servers before.</summary>
    private void MakeKey(DachshundConfiguration configuration)
    {
        // The service's own folder is made by who installs it, for the service's user.
        if (IsOfService && !Directory.Exists(configuration.Node.DataDir))
            return;
        try
        {
            Directory.CreateDirectory(configuration.Node.DataDir, OwnerOnly);
            var ring = KeyRing.Load(KeyFolders.Private(configuration));
            var now = TimeProvider.System.GetUtcNow();
            if (ring.Current(now) is not null)
                return;
            var key = ring.Generate(now, LinkKey.LifetimeDefault);
            KeyFolders.GiveToOwner(configuration, ring.PathOf(key));
            Say($"made the key that links are signed with: {ring.PathOf(key)}");
        }
        catch (Exception e) when (e is LinkKeyException or IOException or UnauthorizedAccessException)
        {
            console.Fail($"no link key was made, so the first start makes it: {e.Message}");
        }
    }

    private async Task<bool> TestAsync(DachshundConfiguration configuration, CancellationToken ct)
    {
        if (!SendsTest || configuration.Channels.Count == 0)
            return true;
        Say("a test alert to each channel, and what it answered:");
        var isTaken = await TestAlertVerb.SendAsync(configuration, null, json: false, console, ct);
        if (!isTaken)
            console.Fail($"a channel did not take the test alert: mend it in {File}, then 'dachshund test-alert -c {File}'");
        return isTaken;
    }

    private void SayHowToJoin(InitAnswers answers, InitSurroundings machine)
    {
        if (answers.Role != InitRole.Server)
            return;
        Say("");
        if (InitDraft.ServesOthers(answers))
        {
            var address = $"{(machine.Address == "0.0.0.0" ? Environment.MachineName : machine.Address)}:{machine.Port}";
            Say("For each other machine, once dachshund is installed there (the password goes through ssh, on no command line):");
            Say("  ssh root@MACHINE 'read -r DACHSHUND_REDIS_PASSWORD; export DACHSHUND_REDIS_PASSWORD; "
                + $"dachshund init --yes --role node --redis {address}' < {PasswordFile}");
            Say($"Or there, where it asks for the password: dachshund init --role node --redis {address}");
        }
        else
            Say($"On each other machine, where it asks for the password: dachshund init --role node --redis {answers.Redis}");
    }

    private void SayNext()
    {
        Say("");
        Say("Next:");
        Say(IsOfService && ServiceSetup.IsPossible ? "  systemctl start dachshund" : $"  dachshund run -c {File}");
        Say($"  dachshund status -c {File}");
        Say((IsOfService, ServiceSetup.IsPossible) switch
        {
            (true, true) => "  dachshund check    after each change, then: systemctl reload dachshund",
            (true, false) => $"  {ServiceSetup.Commands()}    to run it as a service",
            _ => "  sudo dachshund init    for one that runs as a service (docs/install.md)",
        });
    }

    private void Say(string line) => console.Out.WriteLine(line);
}
