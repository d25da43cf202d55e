using System.Security.Cryptography.X509Certificates;

namespace Dachshund.TestKit.Channels;

/// <summary>How a fake server listens.</summary>
public sealed record FakeServerOptions
{
    /// <summary>Its clock: ages of signatures, rate windows, delays, the Date header. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Its port on 127.0.0.1. Default 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Its certificate; null: plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }
}
