using System.Globalization;

namespace Dachshund.Actors.Inspection;

/// <summary>What a node can be asked, in words: the question's text.</summary>
public static class NodeQuestions
{
    /// <summary>Asks the node to leave: its process ends as at a SIGTERM. Answered by <see cref="Agreed"/> before it does.</summary>
    public const string Leave = "leave";

    /// <summary>The answer to <see cref="Leave"/>.</summary>
    public const string Agreed = "agreed";

    private const string ActorsWord = "actors ";

    /// <summary>Asks for the actors down to a depth; answered by an <see cref="ActorReport"/> of <c>/user</c> as JSON.</summary>
    /// <param name="depth">How many levels below <c>/user</c>.</param>
    public static string Actors(int depth) => string.Create(CultureInfo.InvariantCulture, $"{ActorsWord}{depth}");

    internal static bool IsActors(string text, out int depth)
    {
        depth = 0;
        return text.StartsWith(ActorsWord, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(ActorsWord.Length), NumberStyles.None, CultureInfo.InvariantCulture, out depth);
    }
}
