using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Budgets;

/// <summary>The budget of a robot, shared by all who send to it.</summary>
internal sealed class BudgetCalls(RedisCaller caller, JournalKeys keys)
{
    internal Task<Call<BudgetAnswer>> TakeAsync(BudgetTerms terms, string slot, CancellationToken ct) =>
        RunAsync("take", terms, slot, TimeSpan.Zero, ct);

    internal Task<Call<BudgetAnswer>> DoneAsync(BudgetTerms terms, string slot, CancellationToken ct) =>
        RunAsync("done", terms, slot, TimeSpan.Zero, ct);

    internal Task<Call<BudgetAnswer>> CancelAsync(BudgetTerms terms, string slot, CancellationToken ct) =>
        RunAsync("cancel", terms, slot, TimeSpan.Zero, ct);

    internal Task<Call<BudgetAnswer>> PauseAsync(BudgetTerms terms, TimeSpan pause, CancellationToken ct) =>
        RunAsync("pause", terms, "none", pause, ct);

    private async Task<Call<BudgetAnswer>> RunAsync(
        string operation, BudgetTerms terms, string slot, TimeSpan pause, CancellationToken ct)
    {
        var call = await caller.RunAsync(
            "budget",
            [keys.Budget(terms.TokenHash)],
            [
                operation, terms.MessagesMax,
                (long)terms.Window.TotalMilliseconds, (long)terms.Timeout.TotalMilliseconds, slot,
                (long)pause.TotalMilliseconds,
            ],
            ct);
        return call.Map(static reply =>
        {
            var items = reply.Items;
            return new BudgetAnswer(items[0].Text == "OK", TimeSpan.FromMilliseconds(items[1].Number));
        });
    }
}
