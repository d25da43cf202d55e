using Dachshund.Journal.Appends;

namespace Dachshund.Actors.FileTail;

/// <summary>The field among a host's checkpoints that says: this input's first start is over.</summary>
internal static class InputMarker
{
    private const string Prefix = "input:";

    public static AppendFile ToAppend(string input) =>
        new(Prefix + input, AppendFile.NoPosition, "1", CheckpointNote.None, []);

    public static bool TryParse(string field, out string input)
    {
        input = field.StartsWith(Prefix, StringComparison.Ordinal) ? field[Prefix.Length..] : "";
        return input.Length > 0;
    }
}
