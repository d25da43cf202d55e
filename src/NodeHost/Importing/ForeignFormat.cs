using Dachshund.NodeHost.Drafting;

namespace Dachshund.NodeHost.Importing;

/// <summary>A configuration of another program, as far as it is known.</summary>
/// <param name="Title">What to call it.</param>
/// <param name="Keys">Its keys, as their program writes them.</param>
/// <param name="NamesLines">Whether origins name the line as well.</param>
/// <param name="Convert">Puts what has a counterpart into a draft, and remarks on the rest.</param>
internal sealed record ForeignFormat(
    string Title, IReadOnlyList<string> Keys, bool NamesLines, Action<ForeignFields, ConfigurationDraft> Convert)
{
    /// <summary>All that can be read.</summary>
    public static IReadOnlyList<ForeignFormat> All { get; } = [IncrLogFormat.Format, OlogFormat.Format];

    /// <summary>The format that has most of the names; null when none has any, or two have as many.</summary>
    public static ForeignFormat? Of(LooseDocument document)
    {
        var ranked = All.Select(format => (format, Hits: format.Known(document).Count())).OrderByDescending(entry => entry.Hits).ToArray();
        return ranked[0].Hits > ranked[1].Hits ? ranked[0].format : null;
    }

    /// <summary>Those of its keys that the document has, in the document's order.</summary>
    public IEnumerable<string> Known(LooseDocument document) =>
        document.Members.Select(member => member.Name).Where(name => Keys.Contains(name, StringComparer.OrdinalIgnoreCase));
}
