using System.Globalization;
using System.Text;
using Dachshund.Actors.Inspection;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>cluster leave</c>: asks a node to leave and waits until its session has ended.</summary>
internal static class NodeLeaving
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_leaveWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(InspectionVerb verb, string host, CancellationToken ct)
    {
        var session = await Answered.Of(verb.Journal.ReadSessionAsync(host, ct));
        if (session.Count == 0)
            return verb.Say(host, "unknown", ClusterVerb.Unknown(host), ExitCodes.Negative);
        if (session["state"] == "left")
            return verb.Say(host, "left", $"{host} had left before", ExitCodes.Done);
        var answer = await Answered.Of(verb.Journal.AskAsync(host, NodeQuestions.Leave, AnswerWithin, ct));
        if (answer.IsSilent || Encoding.UTF8.GetString(answer.Body.Span) != NodeQuestions.Agreed)
            return verb.Say(host, "silent", $"{Silent(host)}; if it hangs: 'cluster down {host}'", ExitCodes.Negative);
        return await HasLeftAsync(verb, host, session["incarnation"], ct)
            ? verb.Say(host, "left", $"{host} has left", ExitCodes.Done)
            : verb.Say(host, "leaving", $"{host} is still leaving after {Seconds(s_leaveWithin)} s", ExitCodes.Negative);
    }

    public static string Silent(string host) => $"{host} is silent: no answer in {Seconds(AnswerWithin)} s";

    private static async Task<bool> HasLeftAsync(InspectionVerb verb, string host, string incarnation, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < s_leaveWithin)
        {
            var session = await verb.Journal.ReadSessionAsync(host, ct);
            // An embedded Redis ends with its node, and no other process's answer can be mistaken for it.
            if (!session.IsDone && verb.Journal.Options.IsEmbedded)
                return true;
            if (session.IsDone && (session.Value.GetValueOrDefault("incarnation") != incarnation || session.Value["state"] == "left"))
                return true;
            await Task.Delay(s_look, TimeProvider.System, ct);
        }

        return false;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
