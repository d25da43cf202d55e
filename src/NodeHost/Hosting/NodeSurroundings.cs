using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.Hosting;

/// <summary>What a node takes from the process it runs in.</summary>
/// <param name="Time">The clock.</param>
/// <param name="LoggerFactory">Where it logs.</param>
/// <param name="Out">Where the channel <c>terminal</c> writes, and the lines that scripts wait for.</param>
/// <param name="Environment">The environment's variables.</param>
internal sealed record NodeSurroundings(
    TimeProvider Time, ILoggerFactory LoggerFactory, TextWriter Out, Func<string, string?> Environment)
{
    /// <summary>What relative paths start from.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The machine's name, from which a node without a name gets one.</summary>
    public string Machine { get; init; } = System.Environment.MachineName;

    /// <summary>Makes the process leave, when somebody asks the node to; returns at once. Default: nothing happens.</summary>
    public Action Leave { get; init; } = () => { };

    /// <summary>Whether a port that is taken is replaced by a free one (default no).</summary>
    public bool TakesFreePort { get; init; }

    /// <summary>Who started the process as a service. Default: nobody listens.</summary>
    public InitSystem InitSystem { get; init; } = InitSystem.None;
}
