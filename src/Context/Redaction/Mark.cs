namespace Dachshund.Context.Redaction;

/// <summary>What stands where something was taken out.</summary>
internal static class Mark
{
    public const string Start = "[redacted";

    /// <summary>The mark for a text, with as many line breaks as the text had.</summary>
    /// <param name="text">What is taken out.</param>
    /// <param name="set">The set that found it; null for a pattern of the user's own.</param>
    public static string Over(ReadOnlySpan<char> text, string? set)
    {
        var mark = set is null ? Start + "]" : $"{Start}: {set}]";
        return mark + new string('\n', text.Count('\n'));
    }
}
