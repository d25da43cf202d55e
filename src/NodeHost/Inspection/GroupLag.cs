namespace Dachshund.NodeHost.Inspection;

/// <summary>How far a consumer group is in one partition.</summary>
/// <param name="Unread">Entries that it has not folded.</param>
/// <param name="Lost">Entries that were dropped before it folded them; only after it lost its hold.</param>
/// <param name="CommittedMs">Its last commit, Unix ms of Redis.</param>
/// <param name="Expired">Whether it lost its hold.</param>
internal sealed record GroupLag(string Group, long Unread, long Lost, long CommittedMs, bool Expired);
