using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>Something in a configuration that works, but hardly as meant.</summary>
/// <param name="Origin">Where it was written.</param>
/// <param name="Path">The path of the value.</param>
/// <param name="Message">What is odd, one line.</param>
internal sealed record ConfigWarning(Origin Origin, string Path, string Message)
{
    /// <summary><c>file:line: path: warning: message</c>.</summary>
    /// <returns>One line for stderr.</returns>
    public override string ToString() =>
        Path.Length == 0 ? $"{Origin}: warning: {Message}" : $"{Origin}: {Path}: warning: {Message}";
}
