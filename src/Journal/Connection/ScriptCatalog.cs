using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Dachshund.Journal.Connection;

/// <summary>The scripts of this assembly, each with the common part behind its first line. Immutable.</summary>
internal static class ScriptCatalog
{
    private static readonly FrozenDictionary<string, Script> _scripts = Load();

    /// <summary>The script of a name, without its file's ending.</summary>
    internal static Script Get(string name) => _scripts[name];

    /// <summary>All scripts.</summary>
    internal static IEnumerable<Script> All => _scripts.Values;

    private static FrozenDictionary<string, Script> Load()
    {
        var common = Read("common.lua");
        return typeof(ScriptCatalog).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".lua", StringComparison.Ordinal) && name != "common.lua")
            .Select(name => Join(Path.GetFileNameWithoutExtension(name), common, Read(name)))
            .ToFrozenDictionary(script => script.Name, StringComparer.Ordinal);
    }

    private static Script Join(string name, string common, string text)
    {
        var first = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        var source = text[..first] + common + text[first..];
        return new Script(name, source, SHA1.HashData(Encoding.UTF8.GetBytes(source)));
    }

    private static string Read(string name)
    {
        using var stream = typeof(ScriptCatalog).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is missing");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
