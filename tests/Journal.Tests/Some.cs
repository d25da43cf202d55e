using System.Text;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Tests;

/// <summary>Values that tests do not care about.</summary>
internal static class Some
{
    internal static IReadOnlyDictionary<string, string> Facts { get; } =
        new Dictionary<string, string> { ["version"] = "1" };

    internal static SessionIdentity Identity(string host = "web-1", string incarnation = "i1") =>
        new(0, host, incarnation, TimeSpan.FromSeconds(1));

    internal static AppendFile File(string expected, string position, params string[] entries) =>
        new("1:2:0", expected, position, CheckpointNote.None, [.. entries.Select(
            entry => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(entry))]);

    internal static CommitRequest Commit(SessionIdentity identity, AcquireAnswer lease, string name = "shard-0") =>
        new()
    {
        History = lease.History,
        LeaseName = name,
        Owner = identity.Owner,
        Epoch = lease.Epoch,
        Rev = lease.Rev,
    };
}
