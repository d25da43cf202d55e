using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>cluster { }</c>: times that must fit each other.</summary>
internal static class ClusterRules
{
    public static void Check(ClusterConfiguration cluster, HoconPoint at, Findings findings)
    {
        if (cluster.LeaseRenew >= cluster.LeaseTtl / 2)
        {
            Fail("lease-renew", $"{Text(cluster.LeaseRenew)} must be less than half of cluster.lease-ttl ({Text(cluster.LeaseTtl)})");
        }

        if (cluster.OfflineAfter <= cluster.HeartbeatInterval)
        {
            Fail("offline-after", $"{Text(cluster.OfflineAfter)} must be more than " +
                $"cluster.heartbeat-interval ({Text(cluster.HeartbeatInterval)})");
        }
        else if (cluster.OfflineAfter < 2 * cluster.HeartbeatInterval)
        {
            findings.Warn(at.Field("offline-after"), "is less than two heartbeats: one late beat is an outage");
        }

        if (cluster.OfflineAfter <= cluster.LeaseRenew)
            Fail("offline-after", $"{Text(cluster.OfflineAfter)} must be more than cluster.lease-renew ({Text(cluster.LeaseRenew)})");

        void Fail(string key, string message) => findings.Error(at.Field(key), message);
    }

    private static string Text(TimeSpan duration) => DurationText.Format(duration);
}
