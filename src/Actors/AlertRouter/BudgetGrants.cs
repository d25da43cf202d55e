using System.Globalization;
using Dachshund.Actors.Cluster;
using Dachshund.Journal.Budgets;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.AlertRouter;

/// <summary>
/// The places in the robots' budgets that this router has taken and not used yet, and until when a robot has none. Belongs to
/// the router's turn.
/// </summary>
internal sealed class BudgetGrants(
    ServerContext server, IReadOnlyDictionary<string, ConfiguredChannel> channels, ILogger log)
{
    private readonly Dictionary<string, string> _slots = [];
    private readonly Dictionary<string, (long Since, TimeSpan Wait)> _waits = [];
    private long _slotNumber;

    /// <summary>Whether a place is taken for the channel's next message.</summary>
    public bool Has(string channel) => _slots.ContainsKey(channel);

    /// <summary>Whether the channel's robot is known to have no place yet.</summary>
    public bool IsWaiting(string channel) =>
        _waits.TryGetValue(channel, out var wait) && server.Time.GetElapsedTime(wait.Since) < wait.Wait;

    /// <summary>Takes a place for each of these channels; true when at least one got it.</summary>
    public async ValueTask<bool> TakeAsync(IReadOnlyList<string> wished, CancellationToken ct)
    {
        var any = false;
        foreach (var channel in wished)
        {
            var slot = string.Create(CultureInfo.InvariantCulture, $"{server.Session.Incarnation}-{++_slotNumber}");
            var call = await server.Journal.BudgetTakeAsync(Terms(channel), slot, ct);
            if (!call.IsDone)
                continue;
            if (call.Value.Granted)
            {
                _slots[channel] = slot;
                _waits.Remove(channel);
                any = true;
            }
            else
            {
                ActorsLog.BudgetWaits(log, channel, call.Value.Wait.TotalSeconds);
                _waits[channel] = (server.Time.GetTimestamp(), call.Value.Wait);
            }
        }

        return any;
    }

    /// <summary>Uses the channel's place for a message.</summary>
    public string Use(string channel) => _slots.Remove(channel, out var slot)
        ? slot
        : throw new InvalidOperationException($"a message for {channel} without a place in its budget");

    /// <summary>The message's call is over: its place is free again one window from now.</summary>
    public async ValueTask EndAsync(string channel, string slot, CancellationToken ct) =>
        await server.Journal.BudgetDoneAsync(Terms(channel), slot, ct);

    /// <summary>The robot refuses messages for a while.</summary>
    public async ValueTask PauseAsync(string channel, TimeSpan pause, CancellationToken ct)
    {
        await server.Journal.BudgetPauseAsync(Terms(channel), pause, ct);
        _waits[channel] = (server.Time.GetTimestamp(), pause);
    }

    private BudgetTerms Terms(string channel)
    {
        var configured = channels[channel];
        var traits = configured.Channel.Traits;
        return new BudgetTerms(traits.BudgetKey, configured.BudgetMessages ?? traits.BudgetMessages, traits.BudgetWindow, traits.Timeout);
    }
}
