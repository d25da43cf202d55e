using Dachshund.Context.Keys;
using Dachshund.Journal;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Reads what is published of the keys of links.</summary>
internal static class LinkKeyReader
{
    /// <summary>Who can write to Redis can publish keys.</summary>
    private const int KeysMax = 256;

    /// <summary>The published keys. Whether nodes believe them is another question.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public static async Task<IReadOnlyList<KeyStatement>> ReadAsync(JournalClient journal, CancellationToken ct)
    {
        var keys = new List<KeyStatement>();
        foreach (var text in (await Answered.Of(journal.ReadLinkKeysAsync(ct))).Values.Take(KeysMax))
        {
            if (KeyStatement.TryParse(text, out var statement))
                keys.Add(statement);
        }

        return keys;
    }
}
