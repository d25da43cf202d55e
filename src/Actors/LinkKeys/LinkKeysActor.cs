using Dachshund.Actors.Cluster;
using Dachshund.Context.Keys;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.LinkKeys;

/// <summary>
/// Keeps the keys of links. On a server: reads its private keys, makes the first one of its cluster, and publishes what is public
/// of them, again whenever Redis lost it. On a node with a page: offers what is published to the keys that the node believes.
/// Without keys there are no links, and everything else goes on.
/// </summary>
internal sealed class LinkKeysActor : ReceiveActor
{
    private const int SaidMax = 256;
    private const int WaitingMax = 64;
    private static readonly TimeSpan s_everyFirst = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly ServerContext _server;
    private readonly LinkKeysSettings _settings;
    private readonly LinkSigner _signer;
    private readonly ILogger _log;
    private readonly HashSet<string> _said = [];
    private readonly List<IActorRef> _waiting = [];
    private long? _lookedAt;

    public LinkKeysActor(ServerContext server, LinkKeysSettings settings, LinkSigner signer, ILogger log)
    {
        (_server, _settings, _signer, _log) = (server, settings, signer, log);
        ReceiveAsync<LookAtKeys>(_ => LookAsync());
        ReceiveAsync<UnknownKeyMet>(OnUnknownKeyAsync);
    }

    protected override void PreStart() => Self.Tell(LookAtKeys.Instance);

    /// <summary>Guesses must not make Redis work: one look in a second serves all that wait for it.</summary>
    private async ValueTask OnUnknownKeyAsync(UnknownKeyMet met)
    {
        var left = _lookedAt is { } at ? s_pause - _server.Time.GetElapsedTime(at) : TimeSpan.Zero;
        if (_waiting.Count >= WaitingMax)
        {
            Sender.Tell(KeysSeen.Instance, Self);
            return;
        }

        _waiting.Add(Sender);
        if (left <= TimeSpan.Zero)
            await LookAsync();
        else
            Timers.StartSingleTimer(nameof(LookAtKeys), LookAtKeys.Instance, left);
    }

    private async ValueTask LookAsync()
    {
        var call = await _server.Journal.ReadLinkKeysAsync(Context.Stopping);
        if (call.IsDone)
        {
            var published = KeyStatement.ParseAll(call.Value.Values);
            ReadOwn(published);
            Offer(await PublishAsync(call.Value, published));
        }

        _lookedAt = _server.Time.GetTimestamp();
        var waits = !call.IsDone || _settings.Trusted is { Keys.IsEmpty: true };
        Timers.StartSingleTimer(nameof(LookAtKeys), LookAtKeys.Instance, waits ? s_everyFirst : s_every);
        foreach (var asker in _waiting)
            asker.Tell(KeysSeen.Instance, Self);
        _waiting.Clear();
    }

    /// <summary>Reads the private keys again each time: another one may have been put beside them. The first key is made where no
    /// other server has one: nodes would not believe a second first one.</summary>
    private void ReadOwn(IReadOnlyList<KeyStatement> published)
    {
        if (_settings.KeyFolder is not { } folder)
            return;
        try
        {
            var now = _server.Time.GetUtcNow();
            var ring = KeyRing.Load(folder);
            if (ring.Keys.IsEmpty && !published.Any(key => key.IsValidAt(now)))
            {
                var key = ring.Generate(now, LinkKey.LifetimeDefault);
                ActorsLog.LinkKeyMade(_log, key.Id.ToString());
            }

            _signer.Ring = ring;
            SetProblem(ring.Current(now) is not null ? ""
                : ring.Keys.IsEmpty ? $"no key in {folder}: copy the files of another server's link-keys there; messages that this server sends have no links"
                : $"every key in {folder} has expired: 'dachshund keys generate'; messages that this server sends have no links");
        }
        catch (LinkKeyException e)
        {
            _signer.Ring = null;
            SetProblem(e.Message);
        }
    }

    private void SetProblem(string problem)
    {
        _signer.Problem = problem;
        if (problem.Length > 0)
            SayOnce(problem, () => ActorsLog.LinkKeysUnusable(_log, problem));
    }

    /// <summary>All statements that are published, the own ones among them. Those that have expired are taken away.</summary>
    private async ValueTask<IReadOnlyList<KeyStatement>> PublishAsync(
        IReadOnlyDictionary<string, string> stored, IReadOnlyList<KeyStatement> found)
    {
        if (_signer.Ring is not { } ring)
            return found;
        var now = _server.Time.GetUtcNow();
        var own = ring.Keys.Select(key => key.Statement).Where(statement => statement.IsValidAt(now)).ToArray();
        var missing = own.Where(key => stored.GetValueOrDefault(key.Id.ToString()) != key.ToString())
            .ToDictionary(key => key.Id.ToString(), key => key.ToString());
        if (missing.Count > 0)
            await _server.Journal.PublishLinkKeysAsync(missing, Context.Stopping);
        var expired = found.Where(key => key.Expires <= now).Select(key => key.Id.ToString()).ToArray();
        if (expired.Length > 0)
            await _server.Journal.RemoveLinkKeysAsync(expired, Context.Stopping);
        WarnOfOthers(own, found, now);
        return [.. own, .. found.Where(key => key.Expires > now && Array.TrueForAll(own, mine => mine.Id != key.Id))];
    }

    /// <summary>A first key of another server's, beside one of ours: nodes believe whichever they met first.</summary>
    private void WarnOfOthers(KeyStatement[] own, IReadOnlyList<KeyStatement> found, DateTimeOffset now)
    {
        foreach (var other in found.Where(key => key.SignerId == key.Id && key.IsValidAt(now)))
        {
            if (Array.TrueForAll(own, mine => mine.Id != other.Id))
                SayOnce(other.Id.ToString(), () => ActorsLog.LinkKeysDiffer(_log, other.Id.ToString(), _settings.KeyFolder ?? ""));
        }
    }

    private void Offer(IReadOnlyList<KeyStatement> published)
    {
        if (_settings.Trusted is not { } trusted)
            return;
        try
        {
            var offers = trusted.Offer(published, _server.Time.GetUtcNow());
            for (var i = 0; i < offers.Length; i++)
            {
                var (id, offer) = (published[i].Id.ToString(), offers[i]);
                if (offer is KeyOffer.FirstContact or KeyOffer.VouchedFor)
                    ActorsLog.LinkKeyTrusted(_log, id, offer);
                else if (offer is KeyOffer.NotVouchedFor or KeyOffer.TooMany)
                    SayOnce("offer " + id, () => ActorsLog.LinkKeyRefused(_log, id, offer));
            }
        }
        catch (LinkKeyException e)
        {
            SayOnce(e.Message, () => ActorsLog.LinkKeysUnusable(_log, e.Message));
        }
    }

    /// <summary>Each thing once; who writes to Redis can't fill the log.</summary>
    private void SayOnce(string what, Action say)
    {
        if (_said.Count < SaidMax && _said.Add(what))
            say();
    }
}
