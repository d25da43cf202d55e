using Dachshund.TestKit.Redis;

namespace Dachshund.Actors.Tests;

/// <summary>Tests of which each has a Redis of its own.</summary>
public abstract class RedisTests : IAsyncLifetime
{
    private RedisServer? _redis;

    private protected RedisServer Redis => _redis ?? throw new InvalidOperationException("there is no Redis");

    public virtual async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public virtual async Task DisposeAsync()
    {
        if (_redis is not null)
            await _redis.DisposeAsync();
    }
}
