namespace Dachshund.Hocon.Tests;

/// <summary>Builders for tests.</summary>
internal static class Some
{
    public static HoconConfig Config(string text, params (string Name, string Value)[] environment) =>
        HoconConfig.Resolve(HoconDocument.Parse(text, "a.conf"), new HoconResolveOptions
        {
            Environment = name => environment.FirstOrDefault(pair => pair.Name == name).Value,
        });

    public static string Tree(string text, params (string Name, string Value)[] environment) =>
        TreeText.Of(Config(text, environment).Root);

    public static HoconException Failure(string text) => Assert.Throws<HoconException>(() => Config(text));
}
