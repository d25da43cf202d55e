using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>What a type cannot say: names, references between parts, patterns, times that must fit each other.</summary>
internal static class ConfigurationValidator
{
    /// <summary>Checks a bound configuration.</summary>
    /// <param name="value">The configuration.</param>
    /// <param name="root">The object it was bound from, for the origins.</param>
    public static Findings Validate(DachshundConfiguration value, HoconPoint root)
    {
        var findings = new Findings();
        return findings;
    }
}
