using System.Collections.Immutable;

namespace Dachshund.Actors.DropFolder;

/// <summary>How a folder's files become changes.</summary>
/// <param name="Root">The folder.</param>
/// <param name="AlertExtensions">The extensions of files that are alerted.</param>
/// <param name="FromEnd">Whether files that are there at the very first start are only noted.</param>
/// <param name="Settle">How long a file must be quiet.</param>
internal sealed record DropBookOptions(string Root, ImmutableArray<string> AlertExtensions, bool FromEnd, TimeSpan Settle)
{
    private static readonly TimeSpan s_unsettled = TimeSpan.FromSeconds(10);

    /// <summary>After how long a file that is never quiet counts as changed all the same.</summary>
    public TimeSpan LongestWait => TimeSpan.FromTicks(Math.Max(s_unsettled.Ticks, Settle.Ticks * 10));

    /// <summary>How long after a check-in of a log its next one may come: a service may write to it all day.</summary>
    public TimeSpan CheckInEvery { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a file is missing until that is noted: editors take a file away and put it back.</summary>
    public TimeSpan MissingAfter { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a missing file is remembered: a disk that was not mounted for some days brings nothing new.</summary>
    public TimeSpan ForgetAfter { get; } = TimeSpan.FromDays(7);

    /// <summary>How many changes may wait for the journal; more wait in the folder.</summary>
    public int WaitingMax { get; init; } = 2000;

    public bool IsAlert(string extension) => AlertExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
}
