namespace Dachshund.Hocon;

/// <summary>Guesses which known word was meant.</summary>
public static class NearestWord
{
    private const int LengthMax = 64;

    /// <summary>The known word with the fewest edits, if they are few enough for a typing error.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">What is known.</param>
    /// <returns>The nearest word, or null.</returns>
    public static string? Find(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        string? nearest = null;
        var fewest = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in known)
        {
            var edits = Math.Min(word.Length, candidate.Length) > LengthMax
                ? fewest
                : Edits(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (edits < fewest)
                (nearest, fewest) = (candidate, edits);
        }

        return nearest;
    }

    /// <summary>The guess as the end of a message: <c> (did you mean "x"?)</c>, or nothing.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">What is known.</param>
    /// <returns>The end of the message.</returns>
    public static string Hint(string word, IEnumerable<string> known) =>
        Find(word, known) is { } nearest ? $" (did you mean \"{nearest}\"?)" : "";

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    private static int Edits(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > LengthMax)
            return int.MaxValue;
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                table[i, j] = best;
            }
        }

        return table[a.Length, b.Length];
    }
}
