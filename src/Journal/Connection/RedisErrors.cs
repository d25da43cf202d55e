using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>What an error of the client library says about a call.</summary>
internal static class RedisErrors
{
    private static readonly string[] _refusals =
    [
        "LOADING", "BUSY", "OOM", "MISCONF", "READONLY", "NOREPLICAS", "MASTERDOWN", "NOAUTH", "WRONGPASS", "NOPERM",
        "NOSCRIPT", "BROKEN", WrongType,
    ];

    /// <summary>
    /// A key holds another type: somebody else wrote it, nothing ran, and nothing will until it is deleted. <c>BROKEN</c> is
    /// what our scripts answer then.
    /// </summary>
    private const string WrongType = "WRONGTYPE";

    /// <summary>Whether Redis does not know the script: load it and send once more.</summary>
    internal static bool IsMissingScript(RedisServerException error) => HasCode(error.Message, "NOSCRIPT");

    /// <summary>Whether Redis has no memory left.</summary>
    internal static bool IsOutOfMemory(string reason) => HasCode(reason, "OOM");

    /// <summary>Whether Redis answered that nothing ran and that it may be asked again later.</summary>
    internal static bool IsRefusal(RedisServerException error) =>
        Array.Exists(_refusals, code => HasCode(error.Message, code));

    /// <summary>A refusal because of a key's type, with the key that a plain command was about; any other as it is.</summary>
    internal static string Name(string reason, object key) =>
        HasCode(reason, WrongType) ? $"BROKEN {key} holds another type than it should: delete it (DEL {key})" : reason;

    /// <summary>Whether the connection is of no more use after this answer.</summary>
    internal static bool EndsConnection(RedisServerException error) =>
        HasCode(error.Message, "READONLY") || HasCode(error.Message, "NOAUTH") || HasCode(error.Message, "WRONGPASS");

    /// <summary>Whether the call was certainly never sent.</summary>
    internal static bool IsNeverSent(RedisConnectionException error) =>
        error.FailureType == ConnectionFailureType.UnableToResolvePhysicalConnection
        || error.Message.Contains("No connection is available", StringComparison.Ordinal);

    /// <summary>Whether a failed connect was about the password.</summary>
    internal static bool IsPassword(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            if (at is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure })
                return true;
            if (HasCode(at.Message, "NOAUTH") || HasCode(at.Message, "WRONGPASS")
                || at.Message.Contains("AuthenticationFailure", StringComparison.Ordinal)
                || at.Message.Contains("invalid password", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasCode(string message, string code) => message.StartsWith(code, StringComparison.Ordinal);
}
