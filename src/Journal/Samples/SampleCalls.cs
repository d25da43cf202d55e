using System.Globalization;
using Dachshund.Journal.Connection;
using StackExchange.Redis;

namespace Dachshund.Journal.Samples;

/// <summary>The samples that were sent: kept for as long as their links open, and no more than so many.</summary>
internal sealed class SampleCalls(RedisCaller caller, JournalKeys keys)
{
    private const int TextCharsMax = 4096;
    private const int PathCharsMax = 1024;
    private const int SamplesPerCall = 10;

    internal async Task<Call<bool>> KeepAsync(
        IReadOnlyList<KeptSample> samples, TimeSpan lifetime, int samplesMax, CancellationToken ct)
    {
        foreach (var some in samples.Chunk(SamplesPerCall))
        {
            RedisValue[] arguments =
            [
                (long)lifetime.TotalMilliseconds, samplesMax,
                .. some.SelectMany(sample => new RedisValue[]
                {
                    NameOf(sample.Host, sample.Field, sample.Offset, sample.Length),
                    $"{Cut(sample.Path.Replace('\n', ' '), PathCharsMax)}\n{Cut(sample.Text, TextCharsMax)}",
                }),
            ];
            var call = await caller.RunAsync("keep", [keys.Samples, keys.SamplesDue], arguments, ct);
            if (!call.IsDone)
                return call.As<bool>();
        }

        return Calls.Done(true);
    }

    internal async Task<Call<KeptSample?>> ReadAsync(
        string host, string field, long offset, int length, CancellationToken ct)
    {
        var call = await caller.SendAsync("HGET", [keys.Samples, NameOf(host, field, offset, length)], ct);
        return call.Map(reply => !reply.IsNull && reply.Text.Split('\n', 2) is [var path, var text]
            ? new KeptSample(host, field, offset, length, path, text)
            : null);
    }

    private static string NameOf(string host, string field, long offset, int length) =>
        string.Create(CultureInfo.InvariantCulture, $"{host}:{field}:{offset}:{length}");

    private static string Cut(string text, int charsMax) =>
        text.Length <= charsMax ? text : text[..(char.IsHighSurrogate(text[charsMax - 1]) ? charsMax - 1 : charsMax)];
}
