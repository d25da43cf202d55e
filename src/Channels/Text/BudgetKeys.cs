using System.Security.Cryptography;
using System.Text;

namespace Dachshund.Channels.Text;

/// <summary>Names a robot's budget without naming the robot.</summary>
internal static class BudgetKeys
{
    /// <summary>
    /// 16 hex digits of SHA-256. The type is part of what is hashed, so that the key is of no use as a hash of the
    /// token
    /// anywhere else; tokens are long and random, so they cannot be guessed from it.
    /// </summary>
    public static string Of(string type, string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"dachshund-budget\n{type}\n{token}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }
}
