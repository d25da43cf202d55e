using System.Diagnostics;

namespace Dachshund.Tidy.Tests;

/// <summary>What goes to other machines: the unit and the script that installs it, the script run for real below a folder.</summary>
public sealed class DeployTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dachshund-test-").FullName;

    private string Unpacked => Path.Combine(_folder, "unpacked");

    private string Machine => Path.Combine(_folder, "machine");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_unit_is_notified_watched_unprivileged_and_stopped_in_order()
    {
        var unit = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "dachshund.service"));
        Assert.All<string>(
            [
                "Type=notify", "NotifyAccess=main", "WatchdogSec=60", "WatchdogSignal=SIGKILL", "KillSignal=SIGTERM",
                "KillMode=mixed", "Restart=on-failure",
                "ExecStart=/opt/dachshund/current/dachshund run -c /etc/dachshund/dachshund.conf", "User=dachshund",
                "EnvironmentFile=-/etc/dachshund/env", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=",
                "StateDirectory=dachshund", "StateDirectoryMode=0700",
            ],
            line => Assert.Contains(line, unit));
        // .NET maps memory to run what it compiled.
        Assert.DoesNotContain(unit, line => line.StartsWith("MemoryDenyWriteExecute=yes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sh", "deploy/install.sh")]
    [InlineData("bash", "deploy/dist")]
    public void The_scripts_parse(string shell, string script) =>
        Assert.Equal("", Run(shell, "-n", Path.Combine(Repository.Root, script)));

    [Fact]
    public void Installing_puts_everything_in_its_place_and_an_upgrade_keeps_the_configuration()
    {
        Unpack("one");
        var said = Install();
        Assert.Contains("Next:", said, StringComparison.Ordinal);
        Assert.Equal("one", Run(On("/opt/dachshund/current/dachshund")).Trim());
        Assert.Equal("/opt/dachshund/current/dachshund", new FileInfo(On("/usr/local/bin/dachshund")).LinkTarget);
        Assert.True(File.Exists(On("/opt/dachshund/current/hocon/reference.conf")));
        Assert.True(File.Exists(On("/etc/systemd/system/dachshund.service")));
        Assert.Equal(Octal(0b111_000_000), File.GetUnixFileMode(On("/var/lib/dachshund")));
        Assert.Equal(Octal(0b111_101_000), File.GetUnixFileMode(On("/etc/dachshund")));
        Assert.Equal(Octal(0b110_100_000), File.GetUnixFileMode(On("/etc/dachshund/dachshund.conf")));
        Assert.Equal(Octal(0b110_100_000), File.GetUnixFileMode(On("/etc/dachshund/env")));

        File.WriteAllText(On("/etc/dachshund/dachshund.conf"), "mine");
        File.WriteAllText(On("/etc/dachshund/env"), "A=1");
        Unpack("two");
        Assert.Contains("kept", Install(), StringComparison.Ordinal);
        Assert.Equal("two", Run(On("/opt/dachshund/current/dachshund")).Trim());
        Assert.Equal("mine", File.ReadAllText(On("/etc/dachshund/dachshund.conf")));
        Assert.Equal("A=1", File.ReadAllText(On("/etc/dachshund/env")));
        Assert.Single(Directory.GetDirectories(On("/opt/dachshund"), "release.*"));
    }

    [Fact]
    public void Uninstalling_removes_the_program_and_the_unit_and_keeps_configuration_and_data()
    {
        Unpack("one");
        Install("--prefix", "/srv/hound");
        Assert.Contains("ExecStart=/srv/hound/current/dachshund run", File.ReadAllText(On("/etc/systemd/system/dachshund.service")), StringComparison.Ordinal);
        Install("--uninstall", "--prefix=/srv/hound");
        Assert.False(Directory.Exists(On("/srv/hound")));
        Assert.False(File.Exists(On("/etc/systemd/system/dachshund.service")));
        Assert.False(File.Exists(On("/usr/local/bin/dachshund")));
        Assert.True(File.Exists(On("/etc/dachshund/dachshund.conf")));
        Assert.True(Directory.Exists(On("/var/lib/dachshund")));
    }

    private string On(string path) => Machine + path;

    /// <summary>As a tarball is, with a program that only says this.</summary>
    private void Unpack(string says)
    {
        Directory.CreateDirectory(Path.Combine(Unpacked, "hocon"));
        foreach (var file in new[] { "hocon/server.conf", "hocon/reference.conf" })
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Unpacked, file), overwrite: true);
        foreach (var file in new[] { "install.sh", "dachshund.service" })
            File.Copy(Path.Combine(Repository.Root, "deploy", file), Path.Combine(Unpacked, file), overwrite: true);
        var program = Path.Combine(Unpacked, "dachshund");
        File.WriteAllText(program, $"#!/bin/sh\necho {says}\n");
        File.SetUnixFileMode(program, Octal(0b111_101_101));
    }

    private string Install(params string[] arguments) => Run("sh", [Path.Combine(Unpacked, "install.sh"), .. arguments]);

    private string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DESTDIR"] = Machine;
        using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {said}");
        return said;
    }

    private static UnixFileMode Octal(int bits) => (UnixFileMode)bits;
}
