namespace Dachshund.Journal.Budgets;

/// <summary>The answer to the wish to send a message.</summary>
/// <param name="Granted">Whether it may be sent now.</param>
/// <param name="Wait">How long to wait before asking again; zero when granted.</param>
public readonly record struct BudgetAnswer(bool Granted, TimeSpan Wait);
