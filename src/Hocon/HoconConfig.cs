using System.Diagnostics.CodeAnalysis;
using Dachshund.Hocon.Rendering;
using Dachshund.Hocon.Resolution;

namespace Dachshund.Hocon;

/// <summary>A configuration with all its sources merged and all substitutions replaced. Immutable, thread-safe.</summary>
public sealed class HoconConfig
{
    private HoconConfig(HoconObject root)
    {
        Root = root;
    }

    /// <summary>The whole tree.</summary>
    public HoconObject Root { get; }

    /// <summary>
    /// Merges sources like repeated keys of one text, reads their includes, then replaces substitutions over the whole.
    /// </summary>
    /// <param name="sources">Lowest priority first.</param>
    /// <param name="options">The environment and the limits.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconException">An include cannot be read, substitutions have no value (all of them are told),
    /// or a limit is reached.</exception>
    public static HoconConfig Resolve(IReadOnlyList<HoconSource> sources, HoconResolveOptions options)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        var tree = TreeBuilder.Build(sources, options);
        var budget = new Budget(options.Limits);
        var evaluator = new Evaluator(budget, options.Environment);
        var root = new TreeExpander(evaluator, budget).Expand(evaluator.Start(tree), depth: 0);
        return budget.Errors.Count == 0 && root is HoconObject resolved
            ? new HoconConfig(resolved)
            : throw new HoconException(HoconReason.Substitution, [.. budget.Errors]);
    }

    /// <summary>Resolves one text on its own.</summary>
    /// <param name="document">The text.</param>
    /// <param name="options">The environment and the limits; default neither environment nor other limits.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconException">See the other overload.</exception>
    public static HoconConfig Resolve(HoconDocument document, HoconResolveOptions? options = null) =>
        Resolve([HoconSource.FromDocument(document)], options ?? new HoconResolveOptions());

    /// <summary>Finds a value by its path.</summary>
    /// <param name="path">The path; empty for the root.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string path, [NotNullWhen(true)] out HoconValue? value)
    {
        ArgumentNullException.ThrowIfNull(path);
        value = Root;
        if (path.Length == 0)
            return true;
        foreach (var key in HoconPath.Parse(path, "path"))
        {
            if (value is not HoconObject parent || !parent.TryGet(key, out value))
            {
                value = null;
                return false;
            }
        }

        return true;
    }

    /// <summary>Where a value was written, or, if nothing sets it, the nearest object around it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="origin">The origin.</param>
    /// <returns>Whether the value itself is set.</returns>
    public bool TryGetOrigin(string path, out Origin origin)
    {
        ArgumentNullException.ThrowIfNull(path);
        HoconValue value = Root;
        origin = value.Origin;
        foreach (var key in HoconPath.Parse(path, "path"))
        {
            if (value is not HoconObject parent || !parent.TryGet(key, out var child))
                return false;
            value = child;
            origin = child.Origin;
        }

        return true;
    }

    /// <summary>Every value that holds no other keys, in the order of the tree.</summary>
    /// <returns>Paths with values; their origins are the values'.</returns>
    public IEnumerable<HoconEntry> Entries() => Entries("", Root);

    /// <summary>Writes the tree as HOCON that is also JSON; read again it gives the same tree.</summary>
    /// <param name="redact">Given the path and a scalar, a text to write in its place, or null to write the value.</param>
    /// <returns>The text.</returns>
    public string Render(Func<string, HoconScalar, string?>? redact = null) => TreeRenderer.Render(Root, redact);

    private static IEnumerable<HoconEntry> Entries(string path, HoconObject parent)
    {
        foreach (var (key, value) in parent.Fields)
        {
            var below = HoconPath.Append(path, key);
            if (value is not HoconObject { Fields.Length: > 0 } child)
            {
                yield return new HoconEntry(below, value);
                continue;
            }

            foreach (var entry in Entries(below, child))
                yield return entry;
        }
    }
}
