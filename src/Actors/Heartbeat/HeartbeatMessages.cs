namespace Dachshund.Actors.Heartbeat;

/// <summary>The next beat is due.</summary>
internal sealed record BeatNow
{
    public static readonly BeatNow Instance = new();
}
