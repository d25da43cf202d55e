using System.Runtime.CompilerServices;

namespace Dachshund.Hocon.Resolution;

/// <summary>Counts the work of one resolution against its limits, and collects its errors.</summary>
internal sealed class Budget(HoconLimits limits)
{
    private const int ErrorsMax = 100;
    private readonly List<ConfigError> _errors = [];
    private int _steps;
    private long _joinedChars;

    public HoconLimits Limits { get; } = limits;

    public IReadOnlyList<ConfigError> Errors => _errors;

    /// <summary>How many evaluations are under way within each other.</summary>
    public int Depth { get; private set; }

    public void Enter(Origin origin)
    {
        Spend(1, origin);
        if (++Depth > Limits.ChainMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fail(origin, $"more than {Math.Min(Depth, Limits.ChainMax)} values refer to each other in one chain");
    }

    public void Leave() => Depth--;

    public void Spend(int count, Origin origin)
    {
        _steps += count;
        if (_steps > Limits.StepsMax)
            throw Fail(origin, $"resolving takes more than {Limits.StepsMax} steps");
    }

    public void SpendChars(int count, Origin origin)
    {
        _joinedChars += count;
        if (_joinedChars > Limits.ExpandedMax)
            throw TooLarge(origin);
    }

    /// <summary>
    /// Checks a finished value. Its depth too: values are shared, so a chain of flat fields can be a deep tree that
    /// nobody went down while it was made, but that every reader would.
    /// </summary>
    public void CheckTree(HoconValue value)
    {
        CheckDepth(value.Depth + 1, value.Origin);
        if (value.Weight > Limits.ExpandedMax)
            throw TooLarge(value.Origin);
    }

    public void CheckDepth(int depth, Origin origin)
    {
        if (depth > Limits.DepthMax)
            throw Fail(origin, $"objects and lists are nested deeper than {Limits.DepthMax}");
    }

    /// <summary>Notes an error and goes on, so that all are told at once.</summary>
    public void Report(Origin origin, string message)
    {
        var error = new ConfigError(origin, "", message);
        if (!_errors.Contains(error))
            _errors.Add(error);
        if (_errors.Count >= ErrorsMax)
            throw new HoconException(HoconReason.Substitution, [.. _errors]);
    }

    private HoconException TooLarge(Origin origin) =>
        Fail(origin, $"with its substitutions replaced the configuration is larger than {Limits.ExpandedMax} characters");

    private static HoconException Fail(Origin origin, string message) => new(HoconReason.Limit, origin, message);
}
