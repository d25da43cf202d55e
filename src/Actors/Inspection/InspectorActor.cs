using System.Text;
using System.Text.Json;
using Dachshund.Actors.Watchdog;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Inspection;

/// <summary>
/// Answers what only this process knows, and takes the wish that it leave. Whoever may write to Redis may ask: that is who may
/// stop the cluster anyway, so no port is opened and no other password needed.
/// </summary>
internal sealed class InspectorActor : ReceiveActor
{
    private readonly InspectorSettings _settings;
    private readonly ILogger _log;
    private IDisposable? _subscription;

    public InspectorActor(InspectorSettings settings, ILogger log)
    {
        (_settings, _log) = (settings, log);
        ReceiveAsync<Asked>(AnswerAsync);
        Receive<RollCall>(_ => Sender.Tell(Present.Instance, Self));
    }

    protected override void PreStart()
    {
        var self = Self;
        _subscription = _settings.Journal.SubscribeQuestions(_settings.Host, question => self.Tell(new Asked(question)));
    }

    protected override void PostStop() => _subscription?.Dispose();

    private async ValueTask AnswerAsync(Asked asked)
    {
        var leaves = asked.Question.Text == NodeQuestions.Leave;
        var answer = leaves ? Encoding.UTF8.GetBytes(NodeQuestions.Agreed)
            : NodeQuestions.IsActors(asked.Question.Text, out var depth)
                ? JsonSerializer.SerializeToUtf8Bytes(ActorReport.Of(_settings.Tree(), depth), JsonSerializerOptions.Web)
                : null;
        // A question that this version doesn't know: whoever asked takes the silence for a no.
        if (answer is null)
            return;
        await _settings.Journal.AnswerAsync(asked.Question, answer, Context.Stopping);
        if (!leaves)
            return;
        ActorsLog.AskedToLeave(_log);
        _settings.Leave();
    }
}
