namespace Dachshund.TestKit;

/// <summary>What a test expected did not happen.</summary>
public sealed class ProbeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected and what came instead.</param>
    public ProbeException(string message)
        : base(message)
    {
    }
}
