using System.Globalization;
using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>An answer of Redis. What it lacks reads as empty.</summary>
internal readonly struct Reply(RedisResult result)
{
    /// <summary>Whether there is no value at all.</summary>
    internal bool IsNull => result is null || result.IsNull;

    /// <summary>The answer as text.</summary>
    internal string Text => IsNull ? string.Empty : (string)result ?? string.Empty;

    /// <summary>The answer as bytes.</summary>
    internal byte[] Bytes => IsNull ? [] : (byte[])result ?? [];

    /// <summary>The answer as a number; 0 when it is none.</summary>
    internal long Number =>
        long.TryParse(Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The answer's parts.</summary>
    internal Reply[] Items => IsNull ? [] : Array.ConvertAll((RedisResult[])result, static item => new Reply(item));
}
