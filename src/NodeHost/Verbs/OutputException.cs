namespace Dachshund.NodeHost.Verbs;

/// <summary>Standard output takes nothing more.</summary>
internal sealed class OutputException(Exception cause) : IOException($"standard output can't be written: {cause.Message}", cause)
{
    private const int BrokenPipe = 32;

    /// <summary>Whether whoever read it has enough of it; else its disk is full, or it is closed.</summary>
    public bool IsBrokenPipe { get; } = cause.HResult == BrokenPipe;
}
