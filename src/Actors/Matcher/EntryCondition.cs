namespace Dachshund.Actors.Matcher;

/// <summary>How an entry says that it begins or ends something that lasts, among <c>JournalEntry.Data</c>.</summary>
internal static class EntryCondition
{
    public const string Key = "condition";
    public const string Begins = "begins";
    public const string Ends = "ends";
}
