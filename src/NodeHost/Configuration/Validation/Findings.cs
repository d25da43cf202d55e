using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>What validation found.</summary>
internal sealed class Findings
{
    private readonly List<ConfigError> _errors = [];
    private readonly List<ConfigWarning> _warnings = [];

    /// <summary>The errors in the order of discovery.</summary>
    public IReadOnlyList<ConfigError> Errors => _errors;

    /// <summary>The warnings in the order of discovery.</summary>
    public IReadOnlyList<ConfigWarning> Warnings => _warnings;

    public void Error(HoconPoint at, string message) => _errors.Add(new ConfigError(at.Nearest, at.Path, message));

    public void Warn(HoconPoint at, string message) => _warnings.Add(new ConfigWarning(at.Nearest, at.Path, message));
}
