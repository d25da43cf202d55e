namespace Dachshund.Matching;

/// <summary>How bad a match is. The order is the rank: a line that several rules of one input match takes the highest.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>May become a problem.</summary>
    Warning,

    /// <summary>Something failed. The default of a rule.</summary>
    Error,

    /// <summary>Someone should act now.</summary>
    Critical,
}
