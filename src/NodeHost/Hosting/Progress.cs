using Dachshund.Actors.Node;

namespace Dachshund.NodeHost.Hosting;

/// <summary>Whether what was found is already told.</summary>
internal static class Progress
{
    /// <summary>
    /// Whether every entry is folded and no terminal has anything left to tell. Other channels don't count: a robot may be out
    /// of budget for ten minutes.
    /// </summary>
    public static async Task<bool> IsAllToldAsync(NodeActors actors, CancellationToken ct)
    {
        if (!await actors.IsFoldedAsync(ct) || await actors.RouterAsync(ct) is not { Owned: true } router)
            return false;
        return router.Book.Channels.Where(channel => channel.Name == "terminal").All(channel => channel.Pending + channel.InFlight == 0);
    }
}
