using System.Globalization;
using Dachshund.Actors.Inspection;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Prints a tree of actors for people: a row each, parents before children.</summary>
internal static class ActorPrinter
{
    public static void Print(ActorReport root, TextWriter output) => TextTable.Print(
        ["actor", "class", " waiting", " handled", " restarts", "now"], Rows(root), output);

    private static IEnumerable<string[]> Rows(ActorReport actor)
    {
        yield return [actor.Path, actor.Type, N(actor.Waiting), N(actor.Processed), N(actor.Restarts), Now(actor)];
        foreach (var row in actor.Children.SelectMany(Rows))
            yield return row;
        if (actor.Unnamed > 0)
            yield return [$"{actor.Path}/...", $"{N(actor.Unnamed)} more", "", "", "", ""];
    }

    private static string Now(ActorReport actor) => string.Join("; ", ((string?[])
    [
        actor.Suspended ? "suspended" : null,
        actor.Handling is { } message ? $"{message} for {N(actor.BusyMs ?? 0)} ms" : null,
        actor.Dropped > 0 ? $"{N(actor.Dropped)} dropped" : null,
        actor.LastError is { } error ? $"last error: {error}" : null,
    ]).OfType<string>());

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
