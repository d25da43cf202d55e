using System.Security.Cryptography;
using System.Text;

namespace Dachshund.NodeHost.Hosting;

/// <summary>The first 32 bits of HMAC-SHA256, for comparing values without showing them.</summary>
internal static class KeyedDigest
{
    private const int Bytes = 4;

    public static string Of(string key, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}
