using System.Net;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>
/// How often an address may ask: so many at once, and then one a second. Of as many addresses as are remembered; more than that
/// share one account, so that nobody gets room by changing his address. Thread-safe.
/// </summary>
internal sealed class AddressLimits(TimeProvider time)
{
    /// <summary>Requests at once.</summary>
    public const int BurstMax = 40;

    /// <summary>Addresses that are remembered.</summary>
    public const int AddressesMax = 10_000;

    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Account> _accounts = [];

    /// <summary>Counts a request.</summary>
    /// <param name="address">Who asks.</param>
    /// <param name="isFirstRefusal">Whether it is the first that this address may not, since it last might.</param>
    /// <returns>Whether it may.</returns>
    public bool TryTake(IPAddress address, out bool isFirstRefusal)
    {
        lock (_lock)
        {
            var account = AccountOf(address);
            var now = time.GetTimestamp();
            account.Left = Math.Min(BurstMax, account.Left + (time.GetElapsedTime(account.At, now) / s_each));
            account.At = now;
            var may = account.Left >= 1;
            isFirstRefusal = !may && !account.IsRefused;
            account.IsRefused = !may;
            if (may)
                account.Left--;
            return may;
        }
    }

    /// <summary>What an address counts as: a whole IPv6 network of a customer's is one.</summary>
    public static IPAddress KeyOf(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : address.GetAddressBytes() is { Length: 16 } bytes ? new IPAddress([.. bytes.AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0])
            : address;

    private Account AccountOf(IPAddress address)
    {
        var key = KeyOf(address);
        if (_accounts.TryGetValue(key, out var account))
            return account;
        if (_accounts.Count >= AddressesMax)
            ForgetRested();
        if (_accounts.Count >= AddressesMax)
            key = IPAddress.None;
        if (!_accounts.TryGetValue(key, out account))
            _accounts.Add(key, account = new Account { Left = BurstMax, At = time.GetTimestamp() });
        return account;
    }

    /// <summary>An account that is full again is like a new one.</summary>
    private void ForgetRested()
    {
        foreach (var (key, account) in _accounts.ToArray())
        {
            if (account.Left + (time.GetElapsedTime(account.At) / s_each) >= BurstMax)
                _accounts.Remove(key);
        }
    }

    private sealed class Account
    {
        public double Left { get; set; }

        public long At { get; set; }

        public bool IsRefused { get; set; }
    }
}
