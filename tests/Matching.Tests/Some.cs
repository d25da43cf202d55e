using System.Text;

namespace Dachshund.Matching.Tests;

/// <summary>Builders of what most tests need.</summary>
internal static class Some
{
    public static RuleDefinition Rule(string name = "error", string input = "app", Severity severity = Severity.Error) =>
        new() { Input = input, Name = name, Severity = severity };

    public static ChunkMatcher Matcher(params RuleDefinition[] rules) => new(RuleSet.Compile(rules));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
