using Dachshund.Context.Keys;
using Dachshund.Context.Links;

namespace Dachshund.Context.Tests;

internal static class Some
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    public static LinkKey Key { get; } = LinkKey.Create(Now, LinkKey.LifetimeDefault);

    public static LinkToken Token { get; } = new(
        "web-1", (8UL << 32) | 1, 123456789, 2, 9_876_543_210, 120, Now, Truncate(Now + Day));

    /// <summary>A token with the largest values everywhere.</summary>
    public static LinkToken LargestToken { get; } = new(
        new string('n', 64), ulong.MaxValue, ulong.MaxValue, int.MaxValue, long.MaxValue - int.MaxValue, int.MaxValue, Now,
        Truncate(Now + Day));

    public static FixedTime Time { get; } = new(Now);

    /// <summary>A node that trusts keys.</summary>
    public static TrustedKeys Trust(TempFolder folder, params LinkKey[] keys)
    {
        var trusted = TrustedKeys.Load(folder.At("trusted-keys"), TrustMode.Redis);
        trusted.Offer([.. keys.Select(key => key.Statement)], Now);
        return trusted;
    }

    public static DateTimeOffset Truncate(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
