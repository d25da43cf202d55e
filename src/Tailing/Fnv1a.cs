namespace Dachshund.Tailing;

/// <summary>64-bit FNV-1a (draft-eastlake-fnv): short, and the same in every version, since its values are
/// stored.</summary>
internal static class Fnv1a
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Basis;
        foreach (var value in bytes)
            hash = (hash ^ value) * Prime;
        return hash;
    }
}
