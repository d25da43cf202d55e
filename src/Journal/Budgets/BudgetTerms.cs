namespace Dachshund.Journal.Budgets;

/// <summary>How many messages a robot takes.</summary>
/// <param name="TokenHash">Hash of the robot's token: who shares it shares the budget.</param>
/// <param name="MessagesMax">Messages in one window, 1 to 10,000.</param>
/// <param name="Window">The window.</param>
/// <param name="Timeout">How long one call to the robot may take.</param>
public sealed record BudgetTerms(string TokenHash, int MessagesMax, TimeSpan Window, TimeSpan Timeout);
