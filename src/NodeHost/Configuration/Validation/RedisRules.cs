using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>redis { }</c>.</summary>
internal static class RedisRules
{
    public static void Check(RedisConfiguration redis, HoconPoint at, Findings findings)
    {
        // What is written here may hold a password, so it is not shown.
        if (!redis.IsEmbedded && !AddressRules.IsEndpoint(redis.Connection))
            findings.Error(at.Field("connection"), "must be embedded, or host:port of one Redis; its password goes into redis.password");
        else if (redis.Connection.StartsWith('['))
            findings.Error(at.Field("connection"), "the Redis client speaks IPv4 only: write the host's name, or an IPv4 address");
        NameRules.Check(redis.Namespace, at.Field("namespace"), findings);
        CheckEmbedded(redis, at.Field("embedded"), findings);
        if (redis.IsEmbedded && redis.Password.Length > 0)
            findings.Warn(at.Field("password"), "is that of an external Redis; an embedded one has redis.embedded.password");
    }

    private static void CheckEmbedded(RedisConfiguration redis, HoconPoint at, Findings findings)
    {
        var embedded = redis.Embedded;
        var known = AddressRules.CheckBind(embedded.Bind, at.Field("bind"), allowAuto: false, findings);
        if (!known || !redis.IsEmbedded || AddressRules.IsLoopback(embedded.Bind))
            return;
        if (embedded.Port == 0)
            findings.Error(at.Field("bind"), "serves other machines, which must know the port: set redis.embedded.port");
        if (embedded.Password.Length == 0)
            findings.Error(at.Field("bind"), "serves other machines, which must know the password: set redis.embedded.password");
    }
}
