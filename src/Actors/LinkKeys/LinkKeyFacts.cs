using Dachshund.Actors.Node;

namespace Dachshund.Actors.LinkKeys;

/// <summary>What a node says of its keys with each beat: with it, servers sign with a key that the node believes, and people see
/// whose links would open nothing.</summary>
internal sealed class LinkKeyFacts(LinkKeysSettings settings, LinkSigner signer, TimeProvider time)
{
    /// <summary>The facts of the node with those of its keys.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> facts)
    {
        if (settings.KeyFolder is null && settings.Trusted is null)
            return facts;
        var all = new Dictionary<string, string>(facts);
        var now = time.GetUtcNow();
        if (settings.KeyFolder is not null)
        {
            all[NodeFacts.LinkKeys] = string.Join(',', signer.GoodKeys(now));
            all[NodeFacts.LinkProblem] = signer.Problem;
        }

        if (settings.Trusted is { } trusted)
            all[NodeFacts.TrustedKeys] = string.Join(',', trusted.Keys.Where(key => key.IsValidAt(now)).Select(key => key.Id));
        return all;
    }
}
