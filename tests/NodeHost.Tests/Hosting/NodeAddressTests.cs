using System.Net;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Tests.Hosting;

/// <summary>Which address a node says it is reached by.</summary>
public sealed class NodeAddressTests
{
    private static readonly NetworkPort s_loopback = Port("lo", false, "127.0.0.1", "::1") with { IsLoopback = true };
    private static readonly NetworkPort s_bridge = Port("docker0", false, "172.17.0.1");
    private static readonly NetworkPort s_lan = Port("eth0", true, "fe80::1", "fd00::5", "192.168.7.5");
    private static readonly NetworkPort s_public = Port("eth1", true, "203.0.113.9");

    [Theory]
    [InlineData("hound.example", "", "hound.example", "node.address")]
    [InlineData("", "docker0", "172.17.0.1", "node.network-interface docker0")]
    [InlineData("", "", "192.168.7.5", "the first private address, of eth0")]
    public void Own_word_wins_then_the_interface_then_the_first_private_one_with_a_gateway(
        string address, string port, string text, string origin) =>
        Assert.Equal(new NodeAddress(text, origin), Of(address, port, s_loopback, s_bridge, s_public, s_lan));

    [Fact]
    public void Without_a_private_address_the_first_is_taken() =>
        Assert.Equal(new NodeAddress("203.0.113.9", "the first address, of eth1"), Of("", "", s_loopback, s_public));

    [Fact]
    public void Interface_that_is_not_there_is_missed_and_those_that_are_named()
    {
        var address = Of("", "eth9", s_loopback, s_lan);
        Assert.True(address.IsMissing);
        Assert.Equal("no network interface 'eth9' is up (there are: lo, eth0)", address.Origin);
    }

    [Fact]
    public void Link_local_address_is_none()
    {
        Assert.Equal("", Of("", "", Port("eth0", true, "169.254.3.4", "fe80::2")).Text);
        Assert.True(Of("", "eth0", Port("eth0", true, "fe80::2")).IsMissing);
    }

    private static NodeAddress Of(string address, string port, params NetworkPort[] ports) =>
        NodeAddress.Of(new NodeConfiguration { Address = address, NetworkInterface = port }, ports);

    private static NetworkPort Port(string name, bool gateway, params string[] addresses) =>
        new(name, false, gateway, [.. addresses.Select(IPAddress.Parse)]);
}
