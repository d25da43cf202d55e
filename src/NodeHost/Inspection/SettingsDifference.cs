namespace Dachshund.NodeHost.Inspection;

/// <summary>Two servers of a consumer group that don't agree where they must.</summary>
/// <param name="Server">One of them.</param>
/// <param name="From">The other one: the leader, or the first server while nobody leads.</param>
/// <param name="Keys">The keys whose values differ.</param>
internal sealed record SettingsDifference(string Server, string From, IReadOnlyList<string> Keys);
