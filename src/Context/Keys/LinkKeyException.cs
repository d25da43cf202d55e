namespace Dachshund.Context.Keys;

/// <summary>A key file, or a folder of them, cannot be used; the message names it and says what to do.</summary>
public sealed class LinkKeyException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, with the path, and what helps. Holds no key.</param>
    /// <param name="cause">What the file system said; may be null.</param>
    public LinkKeyException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
