using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Streams;

/// <summary>Reads whole hashes and sorted sets in steps, so that Redis never stops for a big one.</summary>
internal sealed class HashScanner(RedisCaller caller)
{
    private const string FieldsPerStep = "1000";

    /// <summary>Reads all of a key; what changes meanwhile may be seen or not.</summary>
    /// <exception cref="JournalException">It has more than <paramref name="fieldsMax"/> fields.</exception>
    internal async Task<Call<Dictionary<string, Reply>>> ScanAsync(
        string command, string key, int fieldsMax, CancellationToken ct)
    {
        var fields = new Dictionary<string, Reply>(StringComparer.Ordinal);
        var cursor = "0";
        do
        {
            var call = await caller.SendAsync(command, [key, cursor, "COUNT", FieldsPerStep], ct);
            if (!call.IsDone)
                return call.Map(static _ => new Dictionary<string, Reply>());
            var parts = call.Value.Items;
            cursor = parts[0].Text;
            var pairs = parts[1].Items;
            for (var at = 0; at + 1 < pairs.Length; at += 2)
                fields[pairs[at].Text] = pairs[at + 1];
            if (fields.Count > fieldsMax)
                throw new JournalException(JournalFault.Limit, $"{key} has more than {fieldsMax} fields");
        }
        while (cursor != "0");
        return Calls.Done(fields);
    }
}
