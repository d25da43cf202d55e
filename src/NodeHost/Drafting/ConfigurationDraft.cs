using System.Text;
using Dachshund.Hocon;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Drafting;

/// <summary>A configuration that is being written: its settings in order, a comment for each, and remarks for its reader. Not
/// thread-safe.</summary>
internal sealed class ConfigurationDraft
{
    private const int Columns = 120;
    private const int ValueColumnsMax = 48;
    private readonly List<string> _heading = [];
    private readonly List<DraftSetting> _settings = [];
    private readonly List<string> _remarks = [];

    /// <summary>The settings, in the order of their making.</summary>
    public IReadOnlyList<DraftSetting> Settings => _settings;

    /// <summary>What is to be said at the end, one line each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Adds a line to the comment at the top.</summary>
    public void Head(string line) => _heading.Add(SafeLine.Of(line));

    /// <summary>Adds a line to what is said at the end.</summary>
    public void Remark(string line) => _remarks.Add(SafeLine.Of(line));

    /// <summary>Adds a value.</summary>
    /// <param name="section">The path of its object; empty for the root.</param>
    /// <param name="key">Its key.</param>
    /// <param name="literal">It, as HOCON.</param>
    /// <param name="comment">Where it is from, or what it does; empty for nothing.</param>
    public void Set(string section, string key, string literal, string comment = "") =>
        _settings.Add(new DraftSetting(section, key, literal, SafeLine.Of(comment)));

    /// <summary>Adds a secret.</summary>
    /// <param name="section">The path of its object.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">It.</param>
    /// <param name="variable">The environment variable that it can be taken from.</param>
    /// <param name="comment">Where it is from, or what it does; empty for nothing.</param>
    public void SetSecret(string section, string key, string value, string variable, string comment = "") =>
        _settings.Add(new DraftSetting(section, key, HoconLiteral.Of(value), SafeLine.Of(comment)) { Variable = variable });

    /// <summary>Takes a setting out again, and says why.</summary>
    public void Refuse(DraftSetting setting, string reason)
    {
        _settings.Remove(setting);
        Remark($"{(setting.Comment.Length > 0 ? setting.Comment : setting.Path)}: left out: {setting.Path} {reason}");
    }

    /// <summary>The configuration as text.</summary>
    /// <param name="withSecrets">Whether secrets stand in it; else the names of the variables that have them.</param>
    public string Render(bool withSecrets)
    {
        var text = new StringBuilder();
        foreach (var line in _heading)
            text.Append($"# {line}\n");
        text.Append("dachshund {\n");
        var isFirst = true;
        foreach (var section in _settings.GroupBy(setting => setting.Section))
        {
            if (!isFirst)
                text.Append('\n');
            isFirst = false;
            WriteSection(text, section.Key, [.. section], withSecrets);
        }

        text.Append("}\n");
        if (_remarks.Count > 0)
            text.Append("\n# What is not in here, and why:\n");
        foreach (var remark in _remarks)
            text.Append($"# - {remark}\n");
        return text.ToString();
    }

    private static void WriteSection(StringBuilder text, string section, DraftSetting[] settings, bool withSecrets)
    {
        var indent = section.Length > 0 ? "    " : "  ";
        if (section.Length > 0)
            text.Append($"  {section} {{\n");
        var keyWidth = settings.Max(setting => KeyOf(setting).Length);
        var values = settings.Select(setting => setting.Variable is { } name && !withSecrets ? $"${{{name}}}" : setting.Literal).ToArray();
        var valueWidth = values.Max(value => value.Length <= ValueColumnsMax ? value.Length : 0);
        for (var i = 0; i < settings.Length; i++)
        {
            var line = $"{indent}{KeyOf(settings[i]).PadRight(keyWidth)} = {values[i].PadRight(valueWidth)}";
            var comment = settings[i].Comment;
            if (comment.Length > 0 && line.Length + comment.Length + 4 > Columns)
                text.Append($"{indent}# {comment}\n");
            else if (comment.Length > 0)
                line += $"  # {comment}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        if (section.Length > 0)
            text.Append("  }\n");
    }

    private static string KeyOf(DraftSetting setting) => HoconPath.Render([setting.Key]);
}
