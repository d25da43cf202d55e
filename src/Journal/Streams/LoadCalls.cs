using Dachshund.Journal.Connection;
using Dachshund.Journal.Leases;

namespace Dachshund.Journal.Streams;

/// <summary>Loads what a consumer goes on from.</summary>
internal sealed class LoadCalls(RedisCaller caller, LeaseCalls leases)
{
    private const int AttemptsMax = 5;
    private readonly HashScanner _scanner = new(caller);

    /// <summary>
    /// Reads history and rev, then everything by scans, then history and rev once more: the same twice means that
    /// nothing was committed meanwhile, so the scans are one picture. Who may have several moments gets the first scans.
    /// </summary>
    internal async Task<Call<LoadedState>> LoadAsync(LoadRequest request, CancellationToken ct)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var before = await leases.LookAsync([request.LeaseName], ct);
            if (!before.IsDone)
                return before.As<LoadedState>();
            var loaded = await ReadAsync(request, before.Value, ct);
            if (!loaded.IsDone || request.MayChange)
                return loaded;
            var after = await leases.LookAsync([request.LeaseName], ct);
            if (!after.IsDone)
                return after.As<LoadedState>();
            if (after.Value.History == before.Value.History && after.Value.Leases[0].Rev == before.Value.Leases[0].Rev)
                return loaded;
        }

        return Calls.Refused<LoadedState>(
            $"{request.LeaseName} was committed to while it was loaded, {AttemptsMax} times");
    }

    private async Task<Call<LoadedState>> ReadAsync(LoadRequest request, LeaseLooks looks, CancellationToken ct)
    {
        var hashes = new Dictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        var cursors = new Dictionary<string, IReadOnlyDictionary<string, StoredCursor>>(StringComparer.Ordinal);
        var sets = new Dictionary<string, IReadOnlyDictionary<string, long>>(StringComparer.Ordinal);
        foreach (var key in request.Hashes)
        {
            var call = await _scanner.ScanAsync("HSCAN", key, request.FieldsMax, ct);
            if (!call.IsDone)
                return call.As<LoadedState>();
            hashes[key] = call.Value.ToDictionary(pair => pair.Key, pair => (ReadOnlyMemory<byte>)pair.Value.Bytes);
        }

        foreach (var key in request.Cursors)
        {
            var call = await _scanner.ScanAsync("HSCAN", key, request.FieldsMax, ct);
            if (!call.IsDone)
                return call.As<LoadedState>();
            cursors[key] = call.Value
                .Select(pair => StoredCursor.Parse(pair.Key, pair.Value.Text))
                .OfType<StoredCursor>()
                .ToDictionary(cursor => cursor.Field);
        }

        foreach (var key in request.SortedSets)
        {
            var call = await _scanner.ScanAsync("ZSCAN", key, request.FieldsMax, ct);
            if (!call.IsDone)
                return call.As<LoadedState>();
            sets[key] = call.Value.ToDictionary(pair => pair.Key, pair => pair.Value.Number);
        }

        return Calls.Done(
            new LoadedState(looks.History, looks.Leases[0].Rev, hashes) { Cursors = cursors, SortedSets = sets });
    }
}
