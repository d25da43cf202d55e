using Dachshund.Journal.Appends;

namespace Dachshund.Actors.FileTail;

/// <summary>One thing to tell of an input's troubles.</summary>
/// <param name="Expected">What the journal must have for it.</param>
/// <param name="Position">What it is to have then.</param>
/// <param name="Problems">The problems that began, each as one line; none when all are over.</param>
/// <param name="Again">Whether this process told one of them before, and Redis went back.</param>
internal sealed record TroubleStep(string Input, string Expected, string Position, IReadOnlyList<string> Problems, bool Again)
{
    private const string Prefix = "trouble:";

    /// <summary>What the journal has for the input once it is stored.</summary>
    public string After => Position == AppendFile.Gone ? AppendFile.NoPosition : Position;

    /// <summary>The input's field among the host's checkpoints.</summary>
    public static string Field(string input) => Prefix + input;

    public static bool TryParse(string field, out string input)
    {
        input = field.StartsWith(Prefix, StringComparison.Ordinal) ? field[Prefix.Length..] : "";
        return input.Length > 0;
    }
}
