namespace Dachshund.Journal.Commits;

/// <summary>How much one commit may carry; bigger work is several commits.</summary>
public static class CommitLimits
{
    /// <summary>Items for streams in one commit.</summary>
    public const int AppendsMax = 256;

    /// <summary>Bytes in one commit.</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>State writes in one commit, conditions, cursor moves and trims included.</summary>
    public const int StateWritesMax = 500;

    /// <summary>Bytes that a commit takes.</summary>
    /// <param name="request">The commit.</param>
    public static int SizeBytes(CommitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var size = 0;
        foreach (var write in request.StateWrites)
            size += write.Value.Length + write.Field.Length + 8;
        foreach (var append in request.Appends)
            size += append.Body.Length + append.Kind.Length + 8;
        return size;
    }

    /// <summary>What is beyond a limit; null when nothing is.</summary>
    /// <param name="request">The commit.</param>
    public static string? ProblemOf(CommitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var writes = request.StateWrites.Count + request.CursorMoves.Count + request.Trims.Count
            + request.Conditions.Count + request.Rings.Count;
        if (request.Appends.Count > AppendsMax)
            return Beyond($"{request.Appends.Count} items", $"{AppendsMax} items");
        if (writes > StateWritesMax)
            return Beyond($"{writes} state writes", $"{StateWritesMax} state writes");
        return SizeBytes(request) is > BytesMax and var size ? Beyond($"{size} bytes", $"{BytesMax} bytes") : null;
    }

    internal static void Require(CommitRequest request)
    {
        if (ProblemOf(request) is { } problem)
            throw new JournalException(JournalFault.Limit, $"{problem}; divide it");
    }

    private static string Beyond(string given, string limit) => $"a commit of {given} is beyond the limit of {limit}";
}
