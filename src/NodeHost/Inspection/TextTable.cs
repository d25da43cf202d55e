namespace Dachshund.NodeHost.Inspection;

/// <summary>Prints rows in columns as wide as their widest cell, two blanks apart; what is a number stands at the right.</summary>
internal static class TextTable
{
    /// <summary>Prints it.</summary>
    /// <param name="head">The columns' names; one that begins with a blank has numbers.</param>
    /// <param name="rows">The rows, with a cell for each column. Cells are made safe for a terminal.</param>
    /// <param name="output">Where to.</param>
    public static void Print(IReadOnlyList<string> head, IEnumerable<string[]> rows, TextWriter output)
    {
        string[][] lines = [[.. head.Select(name => name.Trim())], .. rows.Select(row => row.Select(SafeLine.Of).ToArray())];
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((cell, column) =>
                head[column].StartsWith(' ') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }
}
