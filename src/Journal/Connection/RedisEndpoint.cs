namespace Dachshund.Journal.Connection;

/// <summary>Where a Redis server listens and what it wants to hear.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Password">Password, or empty.</param>
internal sealed record RedisEndpoint(string Host, int Port, string Password)
{
    /// <summary>Address and port, for people; without the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
