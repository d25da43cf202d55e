using System.CommandLine;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>shards</c> and <c>singletons</c>: who has which lease.</summary>
internal static class LeasesVerb
{
    public static Command Shards(VerbConsole console) => InspectionVerb.Create(
        "shards", "Shows the shards: owner, since when, epoch, hand-overs, entries of the journal, those not read yet", console,
        async (verb, _, ct) =>
        {
            var shards = await verb.Reader.ReadShardsAsync(ct);
            return verb.Show(shards, _ => verb.Printer.Print(shards));
        });

    public static Command Singletons(VerbConsole console) => InspectionVerb.Create(
        "singletons", "Shows what there is one of: where it runs, since when, epoch, hand-overs", console,
        async (verb, _, ct) =>
        {
            var singletons = await verb.Reader.ReadSingletonsAsync(ct);
            return verb.Show(singletons, _ => verb.Printer.Print(singletons));
        });
}
