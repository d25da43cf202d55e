using Dachshund.Hocon;
using Dachshund.NodeHost.Drafting;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Importing;

/// <summary>The settings of a foreign configuration by name, whatever their case, with their origins. What has another shape than it
/// should have is remarked on and then not there.</summary>
internal sealed class ForeignFields
{
    private const int NameCharsMax = 40;
    private static readonly char[] s_blanks = [' ', '\t', '，', '、'];
    private readonly LooseDocument _document;
    private readonly ForeignFormat _format;
    private readonly ConfigurationDraft _draft;

    public ForeignFields(LooseDocument document, ForeignFormat format, ConfigurationDraft draft) =>
        (_document, _format, _draft) = (document, format, draft);

    /// <summary>The setting; null when there is none.</summary>
    public LooseMember? Find(string name) =>
        _document.Members.LastOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where settings are from: <c>config.json: ding-url</c>, <c>olog.cfg:12 log_dirs</c>.</summary>
    public string Origin(params string[] names)
    {
        var found = names.Select(Find).OfType<LooseMember>().ToArray();
        var line = _format.NamesLines ? $":{found.Select(member => member.Line).FirstOrDefault(1)} " : ": ";
        return $"{_document.File}{line}{string.Join(", ", found.Select(member => Short(member.Name)))}";
    }

    /// <summary>A text that isn't empty; null when there is none.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.Value.Text is { } text)
            return text.Trim() is { Length: > 0 } trimmed && !(trimmed is "null" or "None") ? trimmed : null;
        NotUnderstood(name, "a text", member.Value);
        return null;
    }

    /// <summary>The texts of a list, or the one text in its place; empty ones and doubles are left out.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="isWords">Whether a text in place of the list has several of them, divided by commas, else by blanks.</param>
    public IReadOnlyList<string> Texts(string name, bool isWords = false)
    {
        if (Find(name) is not { } member)
            return [];
        var texts = TextsOf(member.Value, isWords);
        if (texts is null)
            NotUnderstood(name, "a text or a list of texts alone", member.Value);
        return texts ?? [];
    }

    /// <summary>The texts of a value that is a text or a list of texts; null when it is something else.</summary>
    public static IReadOnlyList<string>? TextsOf(LooseValue value, bool isWords = false)
    {
        IEnumerable<string?> texts = value switch
        {
            { Items: { } items } => items.Select(item => item.Text),
            { Text: { } text } when isWords && text.Contains(',', StringComparison.Ordinal) => text.Split(','),
            { Text: { } text } when isWords => text.Split(s_blanks),
            { Text: { } text } => [text],
            _ => [null],
        };
        var found = texts.ToArray();
        return found.Contains(null)
            ? null
            : [.. found.OfType<string>().Select(text => text.Trim()).Where(text => text.Length > 0).Distinct()];
    }

    /// <summary>Whether something is so; null when it isn't said.</summary>
    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
            return null;
        switch (text.ToLowerInvariant())
        {
            case "true" or "yes" or "1":
                return true;
            case "false" or "no" or "0":
                return false;
            default:
                _draft.Remark($"{Origin(name)}: not understood: should be true or false");
                return null;
        }
    }

    /// <summary>Remarks that a setting has no counterpart, when it is there.</summary>
    public void HasNone(string name, string why)
    {
        if (Find(name) is not null)
            _draft.Remark($"{Origin(name)}: no counterpart: {why}");
    }

    /// <summary>Remarks that a setting has another shape than it should have.</summary>
    public void NotUnderstood(string name, string wanted, LooseValue value) =>
        _draft.Remark($"{Origin(name)}: not understood: should be {wanted}, and is {value.Kind}");

    /// <summary>Names the settings that are none of the format's.</summary>
    public void NameUnknown()
    {
        foreach (var member in _document.Members.Where(member => !_format.Keys.Contains(member.Name, StringComparer.OrdinalIgnoreCase)))
        {
            _draft.Remark($"{Origin(member.Name)}: no key of {_format.Title}, and not imported"
                + NearestWord.Hint(member.Name, _format.Keys));
        }
    }

    /// <summary>Paths from the root on. Relative ones started from the folder that the file is in: the tools ran there.</summary>
    public IReadOnlyList<string> Paths(string name)
    {
        foreach (var text in Texts(name).Where(IsOfWindows))
            _draft.Remark($"{Origin(name)}: {Short(text)} is a path of Windows; write where that is on this machine");
        return [.. Texts(name).Where(text => !IsOfWindows(text)).Select(text => Path.GetFullPath(text, _document.Folder)).Distinct()];
    }

    private static bool IsOfWindows(string path) => path.Length >= 2 && char.IsAsciiLetter(path[0]) && path[1] == ':';

    private static string Short(string name) => SafeLine.Of(name.Length > NameCharsMax ? name[..NameCharsMax] + "…" : name);
}
