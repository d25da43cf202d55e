using Dachshund.Alerting.Routing;

namespace Dachshund.Alerting.Silencing;

/// <summary>What one silence keeps from one channel: the part that makes a group one of <see cref="Folding.GroupForm.Silenced"/>.</summary>
internal sealed class SilencedPart
{
    private const int ProblemsMax = 200;

    public string Silence { get; set; } = "";
    public string Labels { get; set; } = "";
    public string Why { get; set; } = "";
    public string By { get; set; } = "";

    /// <summary>Whether the silence lasts: nothing of the group is told.</summary>
    public bool Held { get; set; }

    /// <summary>Events of problems that were over when the silence ended.</summary>
    public long Over { get; set; }

    /// <summary>The problems; what comes after so many is one of the key "".</summary>
    public List<SilencedProblem> Problems { get; set; } = [];

    public void Count(Notice notice, long nowMs)
    {
        var key = GroupKey.OfProblem(notice);
        var problem = Problems.Find(p => p.Key == key);
        if (problem is null && Problems.Count >= ProblemsMax)
            problem = Problems.Find(p => p.Key == (key = ""));
        if (problem is null)
            Problems.Add(problem = SilencedProblem.Start(key, notice));
        problem.Count(notice, nowMs);
    }
}
