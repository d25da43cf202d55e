namespace Dachshund.Channels;

/// <summary>
/// A channel cannot be made from these options. The message names the key and the remedy, never a secret.
/// </summary>
public sealed class ChannelConfigException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="type">The channel's type.</param>
    /// <param name="key">The key in the channel's configuration.</param>
    /// <param name="problem">What is wrong with it and what would be right.</param>
    public ChannelConfigException(string type, string key, string problem)
        : base($"{type} channel: {key} {problem}")
    {
        Type = type;
        Key = key;
        Problem = problem;
    }

    /// <summary>The channel's type.</summary>
    public string Type { get; }

    /// <summary>The key in the channel's configuration.</summary>
    public string Key { get; }

    /// <summary>What is wrong with it and what would be right.</summary>
    public string Problem { get; }
}
