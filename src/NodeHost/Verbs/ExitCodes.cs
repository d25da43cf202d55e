namespace Dachshund.NodeHost.Verbs;

/// <summary>What the program's exit codes mean; scripts rely on them.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A negative answer: check found errors, the host is offline.</summary>
    public const int Negative = 1;

    /// <summary>Usage, or failure.</summary>
    public const int Failure = 2;
}
