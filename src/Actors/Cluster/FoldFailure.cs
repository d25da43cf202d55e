namespace Dachshund.Actors.Cluster;

/// <summary>Why an item could not be folded.</summary>
/// <param name="Reason">The reason, one sentence.</param>
/// <param name="IsForm">Whether it is the item's form: then nothing was changed, and it is set aside at once.</param>
internal readonly record struct FoldFailure(string Reason, bool IsForm);
