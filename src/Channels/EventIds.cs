namespace Dachshund.Channels;

/// <summary>Ids of this room's log lines: 5000 to 5099.</summary>
internal static class EventIds
{
    public const int Sent = 5000;
    public const int NotSent = 5001;
    public const int ClockOff = 5002;
    public const int BodyCut = 5003;
}
