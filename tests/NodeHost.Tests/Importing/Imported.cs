using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Importing;
using Dachshund.NodeHost.Tests.Configuration;

namespace Dachshund.NodeHost.Tests.Importing;

/// <summary>Imports texts, and loads what becomes of them as a file would be.</summary>
internal static class Imported
{
    /// <summary>Imports a text as if it stood in <c>/srv/old</c>.</summary>
    public static Import From(string file, string text)
    {
        var import = Import.Of(LooseDocument.Parse(text, $"/srv/old/{file}"));
        Assert.Empty(import.Settle().Errors);
        return import;
    }

    /// <summary>What is written, secrets in it, through the loader.</summary>
    public static DachshundConfiguration Load(this Import import)
    {
        Assert.Empty(Configured.Text(import.Draft.Render(withSecrets: true)).Errors);
        return Configured.Text(import.Draft.Render(withSecrets: true)).Valid();
    }

    /// <summary>The line that has a key.</summary>
    public static string LineOf(this Import import, string key) =>
        Assert.Single(
            import.Draft.Render(withSecrets: false).Split('\n'), line => line.TrimStart().StartsWith(key + " ", StringComparison.Ordinal));

    /// <summary>The remark that begins with a place.</summary>
    public static string RemarkOn(this Import import, string place) =>
        Assert.Single(import.Draft.Remarks, line => line.StartsWith(place, StringComparison.Ordinal));
}
