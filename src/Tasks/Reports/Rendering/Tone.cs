namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>How bad a row is, the worst first: its colour.</summary>
internal enum Tone
{
    Bad,
    Warning,
    New,
    Good,
    Plain,
}
