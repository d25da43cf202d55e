namespace Dachshund.Actors;

/// <summary>Numbers of the log events of this room: one range of a hundred a folder.</summary>
internal static class EventIds
{
    public const int Emergency = 1900;
    public const int DailyReport = 1600;
    public const int LinkKeys = 1800;
    public const int DropFolder = 1700;
    public const int FileTail = 2000;
    public const int Matcher = 2100;
    public const int JournalWriter = 2200;
    public const int Heartbeat = 2300;
    public const int Shard = 2400;
    public const int AlertRouter = 2500;
    public const int Channel = 2600;
    public const int Cluster = 2700;
    public const int Inspection = 2800;
    public const int Watchdog = 2900;
}
