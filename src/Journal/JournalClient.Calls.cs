using System.Collections.Immutable;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Budgets;
using Dachshund.Journal.CheckIns;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Connection;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Samples;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;

namespace Dachshund.Journal;

/// <content>The calls; each says what it asks of Redis.</content>
public sealed partial class JournalClient
{
    /// <summary>
    /// Opens the session of a host's process. Another process whose pulse moves within three of its beats keeps it;
    /// this call waits that long to find out, unless it may replace it at once.
    /// </summary>
    /// <param name="opening">Whose session, and how.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="JournalException">A name is not one.</exception>
    public async Task<Call<SessionAnswer>> OpenSessionAsync(SessionOpening opening, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(opening);
        JournalKeys.RequireName(opening.Identity.Host, "node.name");
        var answer = await _sessions.OpenAsync(opening, DataSetId, ct);
        if (answer is { IsDone: true, Value.Opened: true })
            await StayPresentAsync(opening.Identity, ct);
        return answer;
    }

    /// <summary>Beats: the heartbeat and the renewal of all the process's leases in one.</summary>
    /// <param name="identity">Whose session it is.</param>
    /// <param name="beat">What it carries.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public async Task<Call<BeatAnswer>> BeatAsync(SessionIdentity identity, Beat beat, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(beat);
        var call = await _sessions.BeatAsync(identity, beat, DataSetId, ct);
        if (call is { IsDone: true, Value.Outcome: BeatOutcome.DataSet })
            Reconnect("Redis holds another data set");
        return call;
    }

    /// <summary>Says goodbye: ends the session, takes the host out of the beats and appends an entry, in one.</summary>
    /// <param name="identity">Whose session it is.</param>
    /// <param name="history">The history under which this process loaded its memory.</param>
    /// <param name="byeEntry">An encoded entry, or empty.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<BeatAnswer>> ByeAsync(
        SessionIdentity identity, string history, ReadOnlyMemory<byte> byeEntry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return _sessions.ByeAsync(identity, history, byeEntry, DataSetId, ct);
    }

    /// <summary>Reads the beats of all hosts of a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<BeatsSnapshot>> ReadBeatsAsync(int partition, CancellationToken ct) =>
        _sessions.ReadBeatsAsync(partition, new BeatQuery(), ct);

    /// <summary>Reads the beats of some hosts of a partition: the silent ones, and those named.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="query">Which ones.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<BeatsSnapshot>> ReadBeatsAsync(int partition, BeatQuery query, CancellationToken ct) =>
        _sessions.ReadBeatsAsync(partition, query, ct);

    /// <summary>Appends files to a partition's journal. Each is judged alone; repeating a call is harmless.</summary>
    /// <param name="partition">The host's partition.</param>
    /// <param name="host">Name of the host.</param>
    /// <param name="incarnation">This process.</param>
    /// <param name="files">The files: at most 256 entries and 256 KB. The entries must not change until the call has
    /// ended.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <exception cref="JournalException">The call is beyond a limit; <see cref="AppendLimits.Split"/> divides
    /// it.</exception>
    public Task<Call<AppendAnswer>> AppendAsync(
        int partition, string host, string incarnation, IReadOnlyList<AppendFile> files, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(files);
        return _appends.AppendAsync(partition, host, incarnation, files, ct);
    }

    /// <summary>
    /// Appends an entry of a host that its node's process knows nothing of: a check-in of a task, from a command beside it. Repeating
    /// a call is harmless.
    /// </summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="name">A name that no other check-in of this host has, 1 to 1,024 bytes.</param>
    /// <param name="entry">An encoded entry, 64 KB at most.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <exception cref="JournalException">The host's name isn't one.</exception>
    public Task<Call<CheckInOutcome>> CheckInAsync(string host, string name, ReadOnlyMemory<byte> entry, CancellationToken ct)
    {
        JournalKeys.RequireName(host, "the host's name");
        return _checkIns.RunAsync(PartitionOf(host), host, name, entry, ct);
    }

    /// <summary>Reads the stored positions of a host's files.</summary>
    /// <param name="partition">The host's partition.</param>
    /// <param name="host">Name of the host.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<ImmutableArray<StoredCheckpoint>>> ReadCheckpointsAsync(
        int partition, string host, CancellationToken ct) =>
        _streams.ReadCheckpointsAsync(partition, host, ct);

    /// <summary>Reads the stored positions of some of a host's files; those that have none are left out.</summary>
    /// <param name="partition">The host's partition.</param>
    /// <param name="host">Name of the host.</param>
    /// <param name="fields">The files' fields, one at least.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<ImmutableArray<StoredCheckpoint>>> ReadCheckpointsAsync(
        int partition, string host, IReadOnlyList<string> fields, CancellationToken ct) =>
        _streams.ReadCheckpointsAsync(partition, host, fields, ct);

    /// <summary>Looks at leases: 1 to 500 in one call.</summary>
    /// <param name="names">Names of the leases.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<LeaseLooks>> LookAsync(IReadOnlyList<string> names, CancellationToken ct) =>
        _leases.LookAsync(names, ct);

    /// <summary>
    /// Asks which servers of the consumer group are there: those that signed within the lease's time to live and are connected now.
    /// A hint that spares needless wishes for a lease; it decides nothing.
    /// </summary>
    /// <param name="identity">Who asks; null for one that is no server, which only asks.</param>
    /// <param name="sign">What it says of itself.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <returns>The servers, <c>host:incarnation</c> each.</returns>
    public Task<Call<ImmutableArray<string>>> MusterAsync(SessionIdentity? identity, MusterSign sign, CancellationToken ct) =>
        _leases.MusterAsync(Keys.Servers, identity, identity is null ? MusterSign.None : sign, Options.LeaseTtl, ct);

    /// <summary>
    /// Says whether this node is one of those that speak first when Redis is away, and reads who is: those that said so within the
    /// last minute and are there now.
    /// </summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="sign">What it says of itself.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <returns>The volunteers, <c>host:incarnation</c> each.</returns>
    public Task<Call<ImmutableArray<string>>> VolunteerAsync(SessionIdentity identity, MusterSign sign, CancellationToken ct) =>
        _leases.MusterAsync(Keys.Volunteers, identity, sign, TimeSpan.FromMinutes(1), ct);

    /// <summary>Takes a lease, if it is still as it was seen.</summary>
    /// <param name="request">What was seen, and why it may be taken.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<AcquireAnswer>> AcquireAsync(AcquireRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _leases.AcquireAsync(request, ct);
    }

    /// <summary>Gives a lease back and rings its bell. False: it was not ours.</summary>
    /// <param name="identity">The owner.</param>
    /// <param name="name">Name of the lease.</param>
    /// <param name="epoch">Its epoch.</param>
    /// <param name="heir">The host that alone may take it for a second, or empty.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<bool>> ReleaseAsync(
        SessionIdentity identity, string name, long epoch, string heir, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return _leases.ReleaseAsync(identity, name, epoch, heir, ct);
    }

    /// <summary>
    /// Commits a consumer's cursor with its effects: all or nothing. Never send one twice: on anything but ok, load
    /// again.
    /// </summary>
    /// <param name="request">Cursor and effects.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <exception cref="JournalException">The commit is beyond a limit, or names a key that is not its own.</exception>
    public Task<Call<CommitOutcome>> CommitAsync(CommitRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _commits.CommitAsync(request, ct);
    }

    /// <summary>Reads items of a stream.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="afterId">The cursor; <see cref="StreamItem.Beginning"/> reads from the first.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<ImmutableArray<StreamItem>>> ReadStreamAsync(
        string key, string afterId, int count, CancellationToken ct) =>
        _streams.ReadAsync(key, afterId, count, ct);

    /// <summary>Loads what a consumer goes on from, as one consistent picture.</summary>
    /// <param name="request">What to load.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <exception cref="JournalException">There is more than the request allows.</exception>
    public Task<Call<LoadedState>> LoadAsync(LoadRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _loads.LoadAsync(request, ct);
    }

    /// <summary>
    /// Adds an item to a stream that its owner folds, such as the inbox, and rings. An unknown call may have added it.
    /// </summary>
    /// <param name="key">The stream.</param>
    /// <param name="kind">Kind of the item.</param>
    /// <param name="body">Its body.</param>
    /// <param name="bell">Name of the bell to ring, or empty.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <returns>The item's id.</returns>
    public Task<Call<string>> PostAsync(
        string key, string kind, ReadOnlyMemory<byte> body, string bell, CancellationToken ct) =>
        _streams.PostAsync(key, kind, body, bell, ct);

    /// <summary>Reads Redis' wall clock, Unix ms: for what people name by it alone.</summary>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<long>> ReadTimeAsync(CancellationToken ct) => _streams.ReadTimeAsync(ct);

    /// <summary>Reads how far this consumer group's partitions and router are, and what waits next: one call.</summary>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<ImmutableArray<StreamWait>>> ReadWaitingAsync(CancellationToken ct) =>
        _streams.ReadWaitingAsync(Partitions, ct);

    /// <summary>Claims to be the one that says something; false when another has.</summary>
    /// <param name="what">What is said.</param>
    /// <param name="owner">Who claims it, <c>host:incarnation</c>.</param>
    /// <param name="lasts">For how long the claim lasts.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<bool>> ClaimAsync(string what, string owner, TimeSpan lasts, CancellationToken ct) =>
        _streams.ClaimAsync(Keys.Claim(what), owner, lasts, ct);

    /// <summary>Ends a claim; false when it is another's, or has ended.</summary>
    /// <param name="what">What was said.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<bool>> EndClaimAsync(string what, string owner, CancellationToken ct) =>
        _streams.EndClaimAsync(Keys.Claim(what), owner, ct);

    /// <summary>Reads how far the consumer groups of a partition are behind.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<PartitionLag>> ReadLagAsync(int partition, CancellationToken ct) =>
        _streams.ReadLagAsync(partition, ct);

    /// <summary>
    /// Takes a consumer group's hold off a partition's journal (<c>journal forget</c>). False: it had none.
    /// </summary>
    /// <param name="partition">The partition.</param>
    /// <param name="group">The consumer group.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<bool>> ForgetGroupAsync(int partition, string group, CancellationToken ct) =>
        _streams.ForgetGroupAsync(partition, group, ct);

    /// <summary>Reads what a host's process says of itself; empty when it never had a session.</summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<IReadOnlyDictionary<string, string>>> ReadSessionAsync(string host, CancellationToken ct) =>
        _streams.ReadSessionAsync(host, ct);

    /// <summary>Reads the public keys that links are signed with: the id of each, and its statement, which nobody has
    /// proved.</summary>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<IReadOnlyDictionary<string, string>>> ReadLinkKeysAsync(CancellationToken ct) =>
        _streams.ReadHashAsync(Keys.LinkKeys, ct);

    /// <summary>Stores the public keys that this server signs links with, beside those of others.</summary>
    /// <param name="statements">The statement of each key, by its id; one at least.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<bool>> PublishLinkKeysAsync(IReadOnlyDictionary<string, string> statements, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(statements);
        return _streams.WriteHashAsync(Keys.LinkKeys, statements, ct);
    }

    /// <summary>Deletes public keys.</summary>
    /// <param name="ids">The keys' ids, one at least.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<bool>> RemoveLinkKeysAsync(IReadOnlyList<string> ids, CancellationToken ct) =>
        _streams.DeleteFieldsAsync(Keys.LinkKeys, ids, ct);

    /// <summary>Keeps samples that are sent, so that their links show something when the file is gone. Again does no
    /// harm.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="lifetime">How long; a millisecond at least.</param>
    /// <param name="samplesMax">How many are kept in all: where there are more, those go that would go first.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<bool>> KeepSamplesAsync(
        IReadOnlyList<KeptSample> samples, TimeSpan lifetime, int samplesMax, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return _samples.KeepAsync(samples, lifetime, samplesMax, ct);
    }

    /// <summary>Reads a sample that was kept; done with null when there is none.</summary>
    /// <param name="host">The node that had the file.</param>
    /// <param name="field">The file's generation.</param>
    /// <param name="offset">Where the line began, in bytes.</param>
    /// <param name="length">How long it was, in bytes.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<KeptSample?>> ReadSampleAsync(
        string host, string field, long offset, int length, CancellationToken ct) =>
        _samples.ReadAsync(host, field, offset, length, ct);

    /// <summary>
    /// Listens to a bell until disposed. Also called once after each reconnect, because rings may have been lost.
    /// </summary>
    /// <param name="name">Name of the bell.</param>
    /// <param name="ring">Called on any thread; must not block or throw.</param>
    public IDisposable SubscribeBell(string name, Action ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return Subscribe(Keys.Bell(name), _ => ring());
    }

    /// <summary>
    /// Asks to send a message to a robot. A slot is held open until done, or until window and time-out have passed.
    /// </summary>
    /// <param name="terms">The robot's budget.</param>
    /// <param name="slot">A name for this message, 1 to 64 letters, digits, <c>. _ -</c>; the same name again asks for
    /// the same slot.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<BudgetAnswer>> BudgetTakeAsync(BudgetTerms terms, string slot, CancellationToken ct) =>
        _budgets.TakeAsync(terms, slot, ct);

    /// <summary>Says that the call to the robot has ended, however: the window counts from now.</summary>
    /// <param name="terms">The robot's budget.</param>
    /// <param name="slot">The message's slot.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<BudgetAnswer>> BudgetDoneAsync(BudgetTerms terms, string slot, CancellationToken ct) =>
        _budgets.DoneAsync(terms, slot, ct);

    /// <summary>Gives a slot back whose message was certainly never sent.</summary>
    /// <param name="terms">The robot's budget.</param>
    /// <param name="slot">The message's slot.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<BudgetAnswer>> BudgetCancelAsync(BudgetTerms terms, string slot, CancellationToken ct) =>
        _budgets.CancelAsync(terms, slot, ct);

    /// <summary>Lets nobody send to the robot for a while; never shortens a pause.</summary>
    /// <param name="terms">The robot's budget.</param>
    /// <param name="pause">For how long from now.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<BudgetAnswer>> BudgetPauseAsync(BudgetTerms terms, TimeSpan pause, CancellationToken ct) =>
        _budgets.PauseAsync(terms, pause, ct);

    /// <summary>Closes the connections and makes them anew: every check is made again.</summary>
    /// <param name="reason">Why, for the log.</param>
    public void Reconnect(string reason)
    {
        _control.GiveUp(reason);
        _data.GiveUp(reason);
    }

    private BellSubscription Subscribe(string channel, Action<string> listener)
    {
        var (ticket, isFirst) = _bells.Add(channel, listener);
        if (isFirst && _control.Current is { } link)
            _ = ObserveAsync(_bells.SubscribeAsync(link, channel));
        return new BellSubscription(_bells, channel, ticket);
    }

    private async Task StayPresentAsync(SessionIdentity identity, CancellationToken ct)
    {
        var channel = Keys.Presence(identity.Host, identity.Incarnation);
        _bells.Add(channel, static _ => { });
        if (_control.Current is { } link)
            await ObserveAsync(_bells.SubscribeAsync(link, channel)).WaitAsync(ct);
    }

    // A subscription that fails is made again with the next connection.
    private async Task ObserveAsync(Task subscribing)
    {
        try
        {
            await subscribing;
        }
        catch (StackExchange.Redis.RedisException error)
        {
            _control.GiveUp(error.Message);
        }
        catch (ObjectDisposedException)
        {
            // The connection was replaced meanwhile; the new one has subscribed.
        }
    }
}
