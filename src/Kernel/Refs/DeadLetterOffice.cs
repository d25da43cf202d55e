using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Refs;

/// <summary>
/// Counts, logs and publishes what was not delivered. The log takes the first ten, then one line says that it is silent
/// for five minutes, after which the next ten are logged with the number of those left out. Thread-safe.
/// </summary>
internal sealed class DeadLetterOffice
{
    private const int LoggedMax = 10;
    private static readonly TimeSpan s_mute = TimeSpan.FromMinutes(5);

    private readonly ActorSystem _system;
    private readonly LogThrottle _throttle;
    private long _dead;
    private long _dropped;

    public DeadLetterOffice(ActorSystem system)
    {
        _system = system;
        _throttle = new LogThrottle(system.Time, LoggedMax, s_mute);
    }

    public long DeadCount => Volatile.Read(ref _dead);

    public long DroppedCount => Volatile.Read(ref _dropped);

    public void Dead(in Envelope envelope, IActorRef recipient)
    {
        Interlocked.Increment(ref _dead);
        // What the stream tells of dead letters may itself reach nobody; telling of that would never end.
        if (envelope.Message is AllDeadLetters)
            return;
        var sender = envelope.Sender ?? _system.DeadLetters;
        if (envelope.Message is IDeadLetterSuppression)
        {
            _system.EventStream.Publish(new SuppressedDeadLetter(envelope.Message, sender, recipient));
            return;
        }

        if (MayLog(out var leftOut))
            KernelLog.DeadLetter(_system.Log, envelope.Message.GetType().Name, sender.Path, recipient.Path, leftOut);
        _system.EventStream.Publish(new DeadLetter(envelope.Message, sender, recipient));
    }

    public void Dropped(in Envelope envelope, IActorRef recipient, string reason)
    {
        Interlocked.Increment(ref _dropped);
        if (envelope.Message is AllDeadLetters)
            return;
        var sender = envelope.Sender ?? _system.DeadLetters;
        if (MayLog(out var leftOut))
            KernelLog.Dropped(_system.Log, envelope.Message.GetType().Name, sender.Path, recipient.Path, reason, leftOut);
        _system.EventStream.Publish(new Dropped(envelope.Message, reason, sender, recipient));
    }

    private bool MayLog(out long leftOut)
    {
        if (!_throttle.MayLog(out leftOut, out var isLast))
            return false;
        if (isLast)
            KernelLog.DeadLettersMuted(_system.Log, LoggedMax, s_mute);
        return true;
    }
}
