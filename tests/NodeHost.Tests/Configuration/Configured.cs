using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Tests.Configuration;

/// <summary>Loads configurations from texts and folders.</summary>
internal static class Configured
{
    public static string HoconFolder { get; } = FindFolder();

    /// <summary>Loads the text between the braces of <c>dachshund { }</c>; its first line is line 2.</summary>
    public static LoadedConfiguration From(string body, params string[] sets) => Text($"dachshund {{\n{body}\n}}", sets);

    public static LoadedConfiguration Text(string text, params string[] sets) =>
        ConfigurationLoader.Load(new ConfigurationRequest { InlineText = text, Sets = sets });

    public static LoadedConfiguration File(string path, params (string Name, string Value)[] environment) =>
        ConfigurationLoader.Load(new ConfigurationRequest
        {
            File = path,
            Environment = name => environment.FirstOrDefault(pair => pair.Name == name).Value,
        });

    public static DachshundConfiguration Valid(this LoadedConfiguration loaded)
    {
        Assert.Empty(loaded.Errors);
        return Assert.IsType<DachshundConfiguration>(loaded.Value);
    }

    public static string OnlyError(this LoadedConfiguration loaded)
    {
        Assert.Null(loaded.Value);
        return Assert.Single(loaded.Errors).ToString();
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("outside of a checkout"), "hocon");
    }
}
