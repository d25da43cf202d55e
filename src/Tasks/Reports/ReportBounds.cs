namespace Dachshund.Tasks.Reports;

/// <summary>How much a report holds at most. What has no room is counted in the report.</summary>
public static class ReportBounds
{
    /// <summary>Devices: 2,000.</summary>
    public const int DevicesMax = 2000;

    /// <summary>Tasks: 5,000.</summary>
    public const int TasksMax = 5000;

    /// <summary>Problems: 50.</summary>
    public const int ProblemsMax = 50;

    /// <summary>Files that lost bytes: 200.</summary>
    public const int LossesMax = 200;

    /// <summary>Channels: 100.</summary>
    public const int ChannelsMax = 100;

    /// <summary>Folders that files were removed from: 200.</summary>
    public const int RemovalsMax = 200;

    /// <summary>Warnings: 100.</summary>
    public const int WarningsMax = 100;

    /// <summary>UTF-16 units of a text, such as a detail, a template or a path: 500.</summary>
    public const int TextCharsMax = 500;

    /// <summary>UTF-16 units of a name: 128.</summary>
    public const int NameCharsMax = 128;

    /// <summary>Bytes of the stored report: 200,000, so that it fits one write to Redis with room for others.</summary>
    public const int JsonBytesMax = 200_000;
}
