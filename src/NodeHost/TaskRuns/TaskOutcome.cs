using System.Globalization;

namespace Dachshund.NodeHost.TaskRuns;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="Took">For how long it ran.</param>
/// <param name="Problem">Why it could not be run; empty when it could.</param>
internal sealed record TaskOutcome(int ExitCode, TimeSpan Took, string Problem)
{
    /// <summary>In one line.</summary>
    public string Text => Problem.Length > 0 ? Problem
        : string.Create(CultureInfo.InvariantCulture, $"exit {ExitCode}, {Duration}");

    private string Duration => Took.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Took.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)Took.TotalHours}:{Took.Minutes:00}:{Took.Seconds:00}");
}
