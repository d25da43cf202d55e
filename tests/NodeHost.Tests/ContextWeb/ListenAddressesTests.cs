using System.Net;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>Where the page listens.</summary>
public sealed class ListenAddressesTests
{
    private static readonly NetworkPort s_lan = new("eth0", false, true, [IPAddress.Parse("192.168.7.5"), IPAddress.Parse("fd00::5")]);
    private static readonly NetworkPort s_other = new("eth1", false, true, [IPAddress.Parse("203.0.113.9")]);

    [Theory]
    [InlineData("auto", "192.168.7.5", "192.168.7.5 127.0.0.1")] // the node's own, not the one to the internet
    [InlineData("auto", "fd00::5", "fd00::5 127.0.0.1")]
    [InlineData("auto", "127.0.0.1", "127.0.0.1")]
    [InlineData("auto", "::1", "::1")]
    [InlineData("auto", "", "127.0.0.1")] // nobody knows an address to come by
    [InlineData("auto", "198.51.100.1", "0.0.0.0")] // of a router in front of it
    [InlineData("auto", "hound.example", "0.0.0.0")]
    [InlineData("localhost", "192.168.7.5", "127.0.0.1")]
    [InlineData("127.0.0.1", "192.168.7.5", "127.0.0.1")]
    [InlineData("203.0.113.9", "192.168.7.5", "203.0.113.9 127.0.0.1")]
    [InlineData("0.0.0.0", "192.168.7.5", "0.0.0.0")]
    [InlineData("::", "192.168.7.5", "::")]
    public void Bind_is_taken_as_written_and_auto_is_the_nodes_own_address_and_the_machine_itself(
        string bind, string address, string expected) =>
        Assert.Equal(expected, string.Join(' ', ListenAddresses.Of(bind, address, [s_lan, s_other])));
}
