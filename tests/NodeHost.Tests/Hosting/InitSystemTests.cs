using System.Globalization;
using Dachshund.NodeHost.Hosting;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Hosting;

public sealed class InitSystemTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("vsock:2:1")]
    public void Without_a_socket_that_it_knows_there_is_none(string? socket) =>
        Assert.Same(InitSystem.None, Of(socket, "1000000", null));

    [Fact]
    public void A_watchdog_is_pinged_at_half_of_its_time()
    {
        using var init = Of("@nobody", "3000000", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.FromSeconds(1.5), init.PingEvery);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("0", null)]
    [InlineData("soon", null)]
    [InlineData("3000000", "1")]
    public void A_watchdog_that_there_is_not_or_that_watches_another_process_is_not_pinged(string? microseconds, string? process)
    {
        using var init = Of("@nobody", microseconds, process);
        Assert.Null(init.PingEvery);
    }

    [Fact]
    public void Nobody_listening_is_no_failure()
    {
        using var folder = new TestFolder();
        using var init = Of(Path.Combine(folder.Path, "notify"), "3000000", null);
        init.Ready("watching");
        init.Alive();
        init.Dispose();
        init.Stopping();
    }

    private static InitSystem Of(string? socket, string? microseconds, string? process) => InitSystem.Of(
        name => name switch
        {
            "NOTIFY_SOCKET" => socket,
            "WATCHDOG_USEC" => microseconds,
            "WATCHDOG_PID" => process,
            _ => null,
        },
        TimeProvider.System);
}
