namespace Dachshund.Alerting;

/// <summary>The four severities by name, and their order.</summary>
public static class Severities
{
    /// <summary>Wake somebody.</summary>
    public const string Critical = "critical";

    /// <summary>Something failed.</summary>
    public const string Error = "error";

    /// <summary>Something may fail.</summary>
    public const string Warning = "warning";

    /// <summary>Good to know.</summary>
    public const string Info = "info";

    /// <summary>How many severities there are.</summary>
    internal const int Levels = 4;

    private static readonly string[] Names = [Info, Warning, Error, Critical];

    /// <summary>3 for critical, 2 error, 1 warning, 0 info, -1 for a name that is none of these.</summary>
    public static int Rank(string severity) => Array.IndexOf(Names, severity);

    /// <summary>The name of a rank, which is brought into 0..3 first.</summary>
    public static string Name(int rank) => Names[Math.Clamp(rank, 0, Levels - 1)];
}
