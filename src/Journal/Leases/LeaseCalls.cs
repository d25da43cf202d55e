using System.Collections.Immutable;
using Dachshund.Journal.Connection;
using Dachshund.Journal.Sessions;
using StackExchange.Redis;

namespace Dachshund.Journal.Leases;

/// <summary>Looking at, taking and giving back leases.</summary>
internal sealed class LeaseCalls(RedisCaller caller, JournalKeys keys)
{
    private const int PartsPerLease = 10;

    internal async Task<Call<LeaseLooks>> LookAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var used = names.Select(name => (RedisKey)keys.Lease(name)).ToArray();
        var call = await caller.RunAsync("look", used, [keys.SessionPrefix, keys.PresencePrefix], ct);
        return call.Map(reply => Read(reply, names));
    }

    internal async Task<Call<AcquireAnswer>> AcquireAsync(AcquireRequest request, CancellationToken ct)
    {
        var (identity, seen) = (request.Identity, request.Seen);
        var ownerHost = seen.IsFree ? identity.Host : seen.Owner[..seen.Owner.IndexOf(':', StringComparison.Ordinal)];
        RedisKey[] used =
        [
            keys.Lease(seen.Name),
            keys.Session(identity.Host),
            keys.Session(ownerHost),
            keys.Cursors(request.ShardPartition ?? 0),
            keys.Journal(request.ShardPartition ?? 0),
        ];
        RedisValue[] arguments =
        [
            identity.Host, identity.Incarnation, request.History, seen.Owner, seen.Epoch, seen.Pulse,
            Name(request.Claim),
            request.ShardPartition is null ? string.Empty : keys.ConsumerGroup, keys.PresencePrefix + seen.Owner,
        ];
        var call = await caller.RunAsync("acquire", used, arguments, ct);
        return call.Map(ReadAcquired);
    }

    internal async Task<Call<bool>> ReleaseAsync(
        SessionIdentity identity, string name, long epoch, string heir, CancellationToken ct)
    {
        RedisValue[] arguments = [identity.Owner, epoch, heir, keys.Bell(keys.LeaseBell(name))];
        var call = await caller.RunAsync("release", [keys.Lease(name)], arguments, ct);
        return call.Map(static reply => reply.Items[0].Text == "OK");
    }

    internal async Task<Call<ImmutableArray<string>>> MusterAsync(
        RedisKey roll, SessionIdentity? identity, MusterSign sign, TimeSpan lasts, CancellationToken ct)
    {
        RedisValue[] arguments =
        [
            Name(sign), identity?.Owner ?? string.Empty, (long)lasts.TotalMilliseconds, keys.PresencePrefix,
        ];
        var call = await caller.RunAsync("muster", [roll], arguments, ct);
        return call.Map(static reply => reply.Items.Skip(1).Select(static item => item.Text).ToImmutableArray());
    }

    private static string Name(MusterSign sign) => sign switch
    {
        MusterSign.Stay => "sign",
        MusterSign.Leave => "leave",
        _ => "read",
    };

    private static string Name(LeaseClaim claim) => claim switch
    {
        LeaseClaim.Free => "free",
        LeaseClaim.Own => "own",
        LeaseClaim.Gone => "gone",
        _ => "expired",
    };

    private static AcquireAnswer ReadAcquired(Reply reply)
    {
        var items = reply.Items;
        return items[0].Text switch
        {
            "OK" => new AcquireAnswer(AcquireOutcome.Acquired, items[1].Number, items[2].Number, items[3].Text),
            "RELOAD" => new AcquireAnswer(AcquireOutcome.Reload, 0, 0, string.Empty),
            "FENCED" => new AcquireAnswer(AcquireOutcome.Fenced, 0, 0, string.Empty),
            _ => new AcquireAnswer(AcquireOutcome.Lost, 0, 0, string.Empty),
        };
    }

    private static LeaseLooks Read(Reply reply, IReadOnlyList<string> names)
    {
        var items = reply.Items;
        var leases = ImmutableArray.CreateBuilder<LeaseLook>(names.Count);
        for (var number = 0; number < names.Count; number++)
        {
            var part = items.AsSpan(2 + (number * PartsPerLease), PartsPerLease);
            var free = TimeSpan.FromMilliseconds(part[4].Number);
            leases.Add(new LeaseLook(names[number], part[0].Text, part[1].Number, part[2].Number, part[3].Text, free)
            {
                Pulse = part[5].Number,
                OwnerHasSession = part[6].Text == "1",
                OwnerPresent = part[7].Number > 0,
                HeldFor = TimeSpan.FromMilliseconds(part[8].Number),
                Turns = part[9].Number,
            });
        }

        return new LeaseLooks(items[0].Text, items[1].Number, leases.DrainToImmutable());
    }
}
