namespace Dachshund.Bench;

/// <summary>What one budget comes to: every benchmark prints one such line a budget.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Our figure, with its unit.</param>
/// <param name="Rival">The rival's figure in the same run, or a published one with its source.</param>
/// <param name="Budget">What must be reached.</param>
/// <param name="IsReached">Whether it is. A miss is a figure, not a failure: a busy machine misses.</param>
internal sealed record BudgetLine(string What, string Ours, string Rival, string Budget, bool IsReached)
{
    public Task WriteAsync(TextWriter output) =>
        output.WriteLineAsync($"* {What}: {Ours} | {Rival} | budget: {Budget} | {(IsReached ? "reached" : "MISSED")}");
}
