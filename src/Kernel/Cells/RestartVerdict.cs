namespace Dachshund.Kernel.Cells;

/// <summary>What to do with a failed child.</summary>
/// <param name="Directive">What.</param>
/// <param name="Delay">How long it stays suspended before a restart.</param>
/// <param name="Cause">What to escalate.</param>
internal readonly record struct RestartVerdict(Directive Directive, TimeSpan Delay, Exception Cause);
