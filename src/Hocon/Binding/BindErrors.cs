using System.Collections.Immutable;

namespace Dachshund.Hocon.Binding;

/// <summary>Collects errors; tells them in the order of the text.</summary>
internal sealed class BindErrors
{
    private readonly List<ConfigError> _errors = [];

    public bool Any => _errors.Count > 0;

    public void Add(Origin origin, string path, string message) => _errors.Add(new ConfigError(origin, path, message));

    public ImmutableArray<ConfigError> Sorted() => ConfigError.InOrder(_errors);
}
