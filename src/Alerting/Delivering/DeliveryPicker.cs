using System.Security.Cryptography;
using System.Text;
using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Rendering;

namespace Dachshund.Alerting.Delivering;

/// <summary>Chooses what each channel is told next, and writes it down as sending.</summary>
internal sealed class DeliveryPicker(
    BookState state, Timing timing, DeliveryCloser closer, IReadOnlyList<ChannelProfile> channels, MessageWriter writer)
{
    // A message that waits this long counts as one severity higher, so that nothing waits for ever.
    private const long AgeingMs = 5 * 60_000;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _attemptMs =
        channels.ToDictionary(c => c.Name, c => (long)c.AttemptMax.TotalMilliseconds, StringComparer.Ordinal);
    private bool _othersAreGone = true;
    private long? _firstLookMs;
    private long _sequence;

    /// <summary>What is due now, at most one delivery for each ready channel.</summary>
    public List<DueDelivery> TakeDue(long nowMs, Func<string, bool> channelReady, string incarnation)
    {
        _firstLookMs ??= nowMs;
        FindOrphans(nowMs, incarnation);
        var due = new List<DueDelivery>();
        foreach (var channel in channels)
        {
            if (IsBusy(channel.Name) || nowMs < state.Channel(channel.Name).NotBeforeMs)
                continue;
            if (PickAgain(channel.Name, nowMs) is { } again)
            {
                if (channelReady(channel.Name))
                    due.Add(SendAgain(channel, again, nowMs, incarnation));
            }
            else if (PickFresh(channel.Name, nowMs) is var (group, account) && channelReady(channel.Name))
            {
                due.Add(SendFresh(channel, group, account, nowMs, incarnation));
            }
        }

        return due;
    }

    /// <summary>
    /// When something is due next on a channel that has nothing in flight, or whose attempt was loaded and its outcome is
    /// waited for no longer; may lie in the past.
    /// </summary>
    public long? NextDueMs()
    {
        long? next = null;
        foreach (var delivery in state.Open.Values)
            if (delivery.Phase == DeliveryPhase.Sending && !_taken.Contains(delivery.Id))
                next = Earlier(next, _firstLookMs is { } look ? look + AttemptMs(delivery) : 0);
        foreach (var channel in channels)
        {
            if (IsBusy(channel.Name))
                continue;
            long? first = null;
            foreach (var delivery in state.Open.Values)
                if (delivery.Channel == channel.Name)
                    first = Earlier(first, delivery.NotBeforeMs);
            foreach (var group in state.Groups.Values)
                if (group.FindAccount(channel.Name) is { } account)
                    first = Earlier(first, timing.DueMs(group, account));
            if (first is { } at)
                next = Earlier(next, Math.Max(at, state.Channel(channel.Name).NotBeforeMs));
        }

        return next;
    }

    /// <summary>Judges what was loaded as being sent.</summary>
    public void Interrupt(string incarnation, Func<string, bool> stillRunning, bool othersAreGone)
    {
        _othersAreGone = othersAreGone;
        foreach (var delivery in state.Open.Values)
        {
            if (delivery.Phase != DeliveryPhase.Sending || delivery.Incarnation != incarnation)
                continue;
            if (stillRunning(delivery.Id))
                _taken.Add(delivery.Id);
            else
                closer.Doubt(delivery, "its sender is gone, and no answer of the channel is known");
        }
    }

    private static long? Earlier(long? a, long? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    private void FindOrphans(long nowMs, string incarnation)
    {
        foreach (var delivery in state.Open.Values)
        {
            if (delivery.Phase != DeliveryPhase.Sending || _taken.Contains(delivery.Id))
                continue;
            // Its outcome may still come: from this process, or by the inbox from one that lost the lease.
            var mayBeRunning = delivery.Incarnation == incarnation || !_othersAreGone;
            if (!mayBeRunning || nowMs - _firstLookMs >= AttemptMs(delivery))
                closer.Doubt(delivery, "its sender is gone, and no answer of the channel is known");
        }
    }

    private long AttemptMs(DeliveryState delivery) => _attemptMs.GetValueOrDefault(delivery.Channel);

    private bool IsBusy(string channel)
    {
        foreach (var delivery in state.Open.Values)
            if (delivery.Channel == channel && delivery.Phase == DeliveryPhase.Sending)
                return true;
        return false;
    }

    private DeliveryState? PickAgain(string channel, long nowMs) => state.Open.Values
        .Where(d => d.Channel == channel && d.Phase == DeliveryPhase.Again && d.NotBeforeMs <= nowMs)
        .OrderByDescending(d => d.Rank)
        .ThenBy(d => d.WaitingSinceMs)
        .ThenBy(d => d.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private (AlertGroup Group, ChannelAccount Account)? PickFresh(string channel, long nowMs)
    {
        (AlertGroup Group, ChannelAccount Account)? best = null;
        (long Rank, long DueMs) bestKey = default;
        foreach (var group in state.Groups.Values)
        {
            if (group.FindAccount(channel) is not { } account || timing.DueMs(group, account) is not { } due || due > nowMs)
                continue;
            var rank = Math.Min(Severities.Levels - 1, group.RankAfter(account.ToldMark) + ((nowMs - due) / AgeingMs));
            if (best is { } held && (rank, -due, string.CompareOrdinal(held.Group.Id, group.Id))
                .CompareTo((bestKey.Rank, -bestKey.DueMs, 0)) <= 0)
                continue;
            best = (group, account);
            bestKey = (rank, due);
        }

        return best;
    }

    private DueDelivery SendAgain(ChannelProfile channel, DeliveryState delivery, long nowMs, string incarnation)
    {
        delivery.Phase = DeliveryPhase.Sending;
        delivery.Attempt++;
        delivery.Incarnation = incarnation;
        delivery.TakenMs = nowMs;
        return Out(channel, delivery);
    }

    private DueDelivery SendFresh(
        ChannelProfile channel, AlertGroup group, ChannelAccount account, long nowMs, string incarnation)
    {
        var message = writer.Write(channel, group, account, timing.LinesMax(channel.Name), nowMs);
        var delivery = new DeliveryState
        {
            Id = NextId(channel.Name, group, account, nowMs, incarnation),
            Channel = channel.Name,
            Group = group.Id,
            Phase = DeliveryPhase.Sending,
            Title = message.Title,
            Body = message.Body,
            Rank = group.RankAfter(account.ToldMark),
            New = account.Pending,
            Mark = group.Counted,
            Attempt = account.Attempts + 1,
            MayRepeat = account.MayRepeat,
            IsDigest = group.Form == GroupForm.Digest,
            Plainer = account.Plainer,
            Incarnation = incarnation,
            WaitingSinceMs = account.PendingSinceMs ?? nowMs,
            TakenMs = nowMs,
            Reason = account.Reason,
        };
        account.InFlight = account.Pending;
        account.Delivery = delivery.Id;
        account.PendingSinceMs = null;
        foreach (var problem in group.Problems)
            (problem.InFlight, problem.Pending) = (problem.InFlight + problem.Pending, 0);
        state.Touch(group);
        state.Add(delivery);
        return Out(channel, delivery);
    }

    private DueDelivery Out(ChannelProfile channel, DeliveryState delivery)
    {
        _taken.Add(delivery.Id);
        state.Touch(delivery);
        var message = new RenderedMessage(delivery.Title, delivery.Body);
        var isMarked = delivery.MayRepeat || delivery.IsDigest;
        if (isMarked)
            message = RepeatMark.Put(message, channel);
        return new DueDelivery(delivery.Id, delivery.Channel, message.Title, message.Body)
        {
            Targets = delivery.Targets,
            Attempt = delivery.Attempt,
            PossibleRepeat = isMarked,
            AlertId = delivery.Group,
            New = delivery.New,
            Severity = Severities.Name(delivery.Rank),
        };
    }

    // Unlike every other id even when Redis goes back and the same counts are reached again: a receiver that drops
    // ids it has seen must not drop another message. The incarnation and the sequence of this book see to that.
    private string NextId(string channel, AlertGroup group, ChannelAccount account, long nowMs, string incarnation)
    {
        var text = $"{incarnation}\n{channel}\n{group.Id}\n{group.StartedMs}\n{account.Owed}\n{nowMs}\n{++_sequence}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10));
    }
}
