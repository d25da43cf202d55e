using System.Collections.Immutable;
using Dachshund.Hocon;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Configuration;

/// <summary>A configuration, or everything that is wrong with it.</summary>
internal sealed record LoadedConfiguration
{
    /// <summary>The configuration; null when there are errors.</summary>
    public DachshundConfiguration? Value { get; init; }

    /// <summary>The configuration of one that is known to have no errors.</summary>
    /// <exception cref="InvalidOperationException">It has errors.</exception>
    public DachshundConfiguration Valid => Value ?? throw new InvalidOperationException("the configuration has errors");

    /// <summary>Everything that is wrong, in the order of the text.</summary>
    public ImmutableArray<ConfigError> Errors { get; init; } = [];

    /// <summary>What works, but hardly as meant.</summary>
    public ImmutableArray<ConfigWarning> Warnings { get; init; } = [];

    /// <summary>The file that was read; null when there was none.</summary>
    public string? File { get; init; }

    /// <summary>Each effective value with its origin, secrets withheld; empty when there are errors.</summary>
    public ImmutableArray<EffectiveValue> Entries { get; init; } = [];

    /// <summary>Writes each effective value with its origin. A secret is <c>(set)</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="json">As one JSON object, path to value and origin; else as HOCON with the origin as a comment.</param>
    public void RenderEffective(TextWriter writer, bool json)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (json)
            RenderJson(writer);
        else
            RenderText(writer);
    }

    private void RenderText(TextWriter writer)
    {
        var width = Entries.IsEmpty ? 0 : Math.Min(60, Entries.Max(static entry => entry.Path.Length + entry.Text.Length + 3));
        foreach (var entry in Entries)
            writer.WriteLine($"{$"{entry.Path} = {entry.Text}".PadRight(width)}  # {entry.Origin}");
    }

    private void RenderJson(TextWriter writer)
    {
        var entries = Entries.ToDictionary(
            static entry => entry.Path,
            static entry => new { value = entry.Text, origin = entry.Origin.ToString() });
        writer.WriteLine(TerminalJson.Of(entries));
    }
}
