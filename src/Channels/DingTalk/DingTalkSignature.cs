using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dachshund.Channels.DingTalk;

/// <summary>The robot's signature.</summary>
internal static class DingTalkSignature
{
    /// <summary>
    /// Base64 of HMAC-SHA256, keyed by the secret, over the time in Unix milliseconds, a line feed and the secret. Not
    /// yet
    /// percent-encoded: that happens once, where the URL is built.
    /// </summary>
    public static string Of(long unixMs, string secret) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret),
        Encoding.UTF8.GetBytes(unixMs.ToString(CultureInfo.InvariantCulture) + "\n" + secret)));
}
