using Dachshund.Kernel;

namespace Dachshund.Actors.Watchdog;

/// <summary>To each main actor of a node: answer <see cref="Present"/>. One that has stopped meanwhile misses nothing.</summary>
internal sealed class RollCall : IDeadLetterSuppression
{
    public static readonly RollCall Instance = new();
}

/// <summary>The answer to <see cref="RollCall"/>: this actor comes to its messages.</summary>
internal sealed class Present : IDeadLetterSuppression
{
    public static readonly Present Instance = new();
}

/// <summary>Time to look at what waits to be folded.</summary>
internal sealed class LookAtProgress
{
    public static readonly LookAtProgress Instance = new();
}

/// <summary>Time for the next round.</summary>
internal sealed class CallRoll
{
    public static readonly CallRoll Instance = new();
}
