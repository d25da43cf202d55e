namespace Dachshund.Alerting.Folding;

/// <summary>One problem in a channel's digest. It leaves the list when all of it was told.</summary>
internal sealed class DigestProblem
{
    public string Name { get; set; } = "";
    public int Rank { get; set; }
    public long Pending { get; set; }
    public long InFlight { get; set; }
}
