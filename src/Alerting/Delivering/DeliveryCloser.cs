using Dachshund.Alerting.Folding;

namespace Dachshund.Alerting.Delivering;

/// <summary>Books how an attempt ended.</summary>
internal sealed class DeliveryCloser(BookState state, NoticeFolder folder)
{
    private const long BackoffFirstMs = 1000;
    private const long BackoffMaxMs = 60_000;
    private const long DelayMaxMs = 24 * 3_600_000L;
    private const long PausedMs = 5 * 60_000;
    private const int DoubtsQuick = 4;
    private const long DoubtMs = 5 * 60_000;
    private const int PartsMax = 5;
    private const long PartFirstMs = 10_000;
    private const long FailingMs = 10 * 60_000;
    private const long RaiseEveryMs = 3_600_000;
    private const int ReasonCharsMax = 300;

    /// <summary>Books an outcome; false when the delivery isn't open, or the outcome is that of an older attempt.</summary>
    public bool Complete(string deliveryId, DeliveryOutcome outcome, string reason, long nowMs, int? attempt)
    {
        if (!state.Open.TryGetValue(deliveryId, out var delivery))
            return false;
        // "Sent" is final whichever attempt it belongs to; anything else is for the attempt that is out to decide.
        var isOlder = delivery.Phase != DeliveryPhase.Sending || (attempt is { } n && n != delivery.Attempt);
        if (isOlder && outcome.Kind != DeliveryOutcomeKind.Sent)
            return false;
        reason = reason.Length <= ReasonCharsMax ? reason : reason[..ReasonCharsMax];
        var channel = state.Channel(delivery.Channel);
        Close(delivery, channel, outcome, reason, nowMs);
        state.Touch(channel);
        return true;
    }

    private void Close(DeliveryState delivery, ChannelState channel, DeliveryOutcome outcome, string reason, long nowMs)
    {
        switch (outcome.Kind)
        {
            case DeliveryOutcomeKind.Sent:
                Answered(channel);
                Book(delivery, DeliveryPhase.Sent, reason, nowMs);
                break;
            case DeliveryOutcomeKind.RetryLater:
                BackOff(channel, outcome.Delay, reason, nowMs);
                Postpone(delivery, reason, channel.NotBeforeMs);
                break;
            case DeliveryOutcomeKind.Ambiguous:
                BackOff(channel, null, reason, nowMs);
                delivery.MayRepeat = true;
                Repeat(delivery, reason, ++delivery.Doubts < DoubtsQuick ? channel.NotBeforeMs : nowMs + DoubtMs);
                break;
            case DeliveryOutcomeKind.ChannelRefused:
                Pause(channel, reason, nowMs);
                Postpone(delivery, reason, channel.NotBeforeMs);
                break;
            case DeliveryOutcomeKind.MessageRefused when !delivery.Plainer:
                Answered(channel);
                GiveBack(delivery, reason, plainer: true);
                break;
            case DeliveryOutcomeKind.PartlySent when delivery.Parts < PartsMax:
                Answered(channel);
                delivery.Targets = [.. outcome.FailedTargets];
                Repeat(delivery, reason, nowMs + (PartFirstMs << delivery.Parts++));
                break;
            case DeliveryOutcomeKind.PartlySent:
                Answered(channel);
                Book(delivery, DeliveryPhase.Sent, reason, nowMs);
                Raise(channel, $"targets not reached: {string.Join(", ", outcome.FailedTargets)}: {reason}", nowMs);
                break;
            default:
                Answered(channel);
                Book(delivery, DeliveryPhase.Failed, reason, nowMs);
                Raise(channel, $"a message was given up: {reason}", nowMs);
                break;
        }
    }

    /// <summary>Finishes an open delivery with its events told or given up.</summary>
    public void Book(DeliveryState delivery, DeliveryPhase phase, string reason, long nowMs)
    {
        var channel = state.Channel(delivery.Channel);
        if (phase == DeliveryPhase.Sent)
            channel.Told += delivery.New;
        else
            channel.Failed += delivery.New;
        state.Touch(channel);
        if (AccountOf(delivery) is var (group, account))
        {
            if (phase == DeliveryPhase.Sent)
                account.Told += delivery.New;
            else
                account.Failed += delivery.New;
            Release(account);
            account.ToldMark = Math.Max(account.ToldMark, delivery.Mark);
            account.LastMessageMs = delivery.TakenMs;
            (account.Attempts, account.Reason, account.Plainer, account.MayRepeat) = (0, "", false, false);
            group.Problems.RemoveAll(p => p.Pending == 0);
            group.Problems.ForEach(p => p.InFlight = 0);
            state.Touch(group);
        }

        state.Finish(delivery, phase, reason, nowMs);
    }

    /// <summary>Lets an open delivery be sent again at once, as it may have arrived.</summary>
    public void Doubt(DeliveryState delivery, string reason)
    {
        delivery.MayRepeat = true;
        Repeat(delivery, reason, 0);
    }

    /// <summary>Tells the other channels, once an hour, that this one fails.</summary>
    public void Raise(ChannelState channel, string reason, long nowMs)
    {
        if (channel.RaisedMs is { } raised && nowMs - raised < RaiseEveryMs)
            return;
        channel.RaisedMs = nowMs;
        var notice = new Notice
        {
            Id = $"channel:{channel.Name}:{nowMs}",
            Kind = NoticeKinds.Channel,
            Rule = channel.Name,
            Severity = Severities.Error,
            Template = reason,
            FirstTimeMs = nowMs,
            LastTimeMs = nowMs,
        };
        folder.Fold(notice, nowMs, channel.Name);
    }

    // What may have arrived, or arrived in part, stays the text it is; else the events wait for a fresh message.
    private void Postpone(DeliveryState delivery, string reason, long notBeforeMs)
    {
        if (delivery.MayRepeat || delivery.Targets is not null)
            Repeat(delivery, reason, notBeforeMs);
        else
            GiveBack(delivery, reason, delivery.Plainer);
    }

    private void Repeat(DeliveryState delivery, string reason, long notBeforeMs)
    {
        delivery.Phase = DeliveryPhase.Again;
        delivery.NotBeforeMs = notBeforeMs;
        delivery.Reason = reason;
        state.Touch(delivery);
    }

    private void GiveBack(DeliveryState delivery, string reason, bool plainer)
    {
        state.Remove(delivery);
        if (AccountOf(delivery) is not var (group, account))
            return;
        Release(account);
        if (account.Pending > 0)
            account.PendingSinceMs = Math.Min(account.PendingSinceMs ?? long.MaxValue, delivery.WaitingSinceMs);
        account.Attempts = delivery.Attempt;
        account.Reason = reason;
        account.Plainer = plainer;
        account.MayRepeat = delivery.MayRepeat || delivery.Targets is not null;
        foreach (var problem in group.Problems)
            (problem.Pending, problem.InFlight) = (problem.Pending + problem.InFlight, 0);
        state.Touch(group);
    }

    private (AlertGroup Group, ChannelAccount Account)? AccountOf(DeliveryState delivery) =>
        state.Groups.TryGetValue(delivery.Group, out var group)
        && group.FindAccount(delivery.Channel) is { } account && account.Delivery == delivery.Id
            ? (group, account)
            : null;

    private static void Release(ChannelAccount account)
    {
        account.InFlight = 0;
        account.Delivery = null;
    }

    private static void Answered(ChannelState channel)
    {
        channel.Failures = 0;
        channel.FailingSinceMs = null;
        (channel.HeldMs, channel.NotBeforeMs) = (0, 0);
        channel.Paused = false;
        channel.Reason = "";
    }

    private void BackOff(ChannelState channel, TimeSpan? delay, string reason, long nowMs)
    {
        var backoffMs = Math.Min(BackoffMaxMs, BackoffFirstMs << Math.Min(channel.Failures, 10));
        var waitMs = delay is { } asked ? Math.Clamp((long)asked.TotalMilliseconds, 0, DelayMaxMs) : backoffMs;
        channel.Failures++;
        (channel.HeldMs, channel.NotBeforeMs) = (nowMs, nowMs + waitMs);
        channel.Reason = reason;
        channel.FailingSinceMs ??= nowMs;
        if (nowMs - channel.FailingSinceMs >= FailingMs)
            Raise(channel, $"no message was taken for {(nowMs - channel.FailingSinceMs) / 60_000} min: {reason}", nowMs);
    }

    private void Pause(ChannelState channel, string reason, long nowMs)
    {
        channel.Failures++;
        channel.FailingSinceMs ??= nowMs;
        (channel.HeldMs, channel.NotBeforeMs) = (nowMs, nowMs + PausedMs);
        channel.Paused = true;
        channel.Reason = reason;
        Raise(channel, $"its configuration is refused: {reason}", nowMs);
    }
}
