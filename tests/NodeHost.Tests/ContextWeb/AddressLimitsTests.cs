using System.Net;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.TestKit;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>How often an address may ask.</summary>
public sealed class AddressLimitsTests
{
    private static readonly IPAddress s_phone = IPAddress.Parse("192.168.7.5");
    private readonly FakeTime _time = new();
    private readonly AddressLimits _limits;

    public AddressLimitsTests() => _limits = new AddressLimits(_time);

    [Fact]
    public void Forty_at_once_then_one_a_second_and_forty_again_after_a_rest()
    {
        Assert.Equal(40, Taken(s_phone, 100));
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(0, Taken(s_phone, 10));
        _time.Advance(TimeSpan.FromSeconds(2.1));
        Assert.Equal(3, Taken(s_phone, 10));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(40, Taken(s_phone, 100));
    }

    [Fact]
    public void Only_the_first_refusal_of_a_row_is_told()
    {
        Taken(s_phone, 40);
        Assert.False(_limits.TryTake(s_phone, out var isFirst));
        Assert.True(isFirst);
        Assert.False(_limits.TryTake(s_phone, out isFirst));
        Assert.False(isFirst);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_limits.TryTake(s_phone, out isFirst));
        Assert.False(isFirst);
        Assert.False(_limits.TryTake(s_phone, out isFirst));
        Assert.True(isFirst);
    }

    [Fact]
    public void Each_address_has_its_own_and_an_IPv6_network_has_one()
    {
        Assert.Equal(40, Taken(s_phone, 41));
        Assert.Equal(40, Taken(IPAddress.Parse("192.168.7.6"), 41));
        Assert.Equal(0, Taken(s_phone.MapToIPv6(), 1));
        Assert.Equal(40, Taken(IPAddress.Parse("2001:db8:1:2::1"), 41));
        Assert.Equal(0, Taken(IPAddress.Parse("2001:db8:1:2:ffff::9"), 1));
        Assert.Equal(40, Taken(IPAddress.Parse("2001:db8:1:3::1"), 41));
    }

    [Fact]
    public void More_addresses_than_are_remembered_share_one_account_until_others_have_rested()
    {
        for (var i = 0; i < AddressLimits.AddressesMax; i++)
            Assert.Equal(1, Taken(Number(i), 1));
        Assert.Equal(40, Enumerable.Range(0, 1000).Sum(i => Taken(Number(AddressLimits.AddressesMax + i), 1)));
        Assert.Equal(39, Taken(Number(0), 100));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(40, Taken(Number(AddressLimits.AddressesMax + 5), 41));
    }

    private int Taken(IPAddress address, int tries) =>
        Enumerable.Range(0, tries).Count(_ => _limits.TryTake(address, out var _));

    private static IPAddress Number(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
