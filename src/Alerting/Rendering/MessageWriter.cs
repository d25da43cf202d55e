using System.Globalization;
using System.Net;
using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Silencing;

namespace Dachshund.Alerting.Rendering;

/// <summary>Writes the message that tells a channel what it was not told yet of a group.</summary>
internal sealed class MessageWriter
{
    private const int TemplateCharsMax = 200;
    private const int NoteBytes = 160;
    private const int LinkCharsMax = 1000;
    private const int HostCharsMax = 64;
    private const int SilencedNamed = 10;
    private const int SilenceCharsMax = 400;
    private const string LineMark = "· ";

    // Narrower and narrower until the line fits into what is left of the body.
    private static readonly int[] Narrower = [1, 3, 8];

    private readonly RenderOptions _options;
    private readonly Phrases _phrases;
    private readonly TimeText _times;
    private readonly TitleWriter _titles;

    public MessageWriter(RenderOptions options)
    {
        _options = options;
        _phrases = new Phrases(options.Language);
        _times = new TimeText(options.Zone);
        _titles = new TitleWriter(_phrases, _times);
    }

    public RenderedMessage Write(ChannelProfile channel, AlertGroup group, ChannelAccount account, int linesMax, long nowMs)
    {
        var facts = new MessageFacts(group, account, linesMax, nowMs) { ShowsLinks = channel.ShowsLinks };
        var markup = Markup.For(channel);
        var title = _titles.Write(channel, facts);
        var keyword = channel.RequiredKeywords.Count == 0 ? "" : markup.Line(channel.RequiredKeywords[0]);
        var body = new BodyBuilder(channel.BodyBytesMax - RepeatMark.BytesMax - NoteBytes - JsonSize.Of(keyword));
        var isCut = !body.TryAdd(markup.Heading(markup.Escape(title)));
        foreach (var line in Facts(markup, facts))
            isCut |= !body.TryAdd(markup.Line(line));
        var note = Samples(markup, facts, body);
        var text = body + (note ?? (isCut ? markup.Line(_phrases.BodyCut) : ""));
        if (markup is not PlainMarkup)
            text += markup.Gap + markup.Line($"id {group.Id}");
        if (!channel.RequiredKeywords.Any(word => text.Contains(word, StringComparison.Ordinal)))
            text += keyword;
        return new RenderedMessage(SafeText.Disarm(title, channel.BreaksMentions, links: false), text);
    }

    private IEnumerable<string> Facts(Markup markup, MessageFacts facts)
    {
        var group = facts.Group;
        if (group.IsReport)
            yield break;
        var isPlain = markup is PlainMarkup;
        if (!isPlain && !(group.IsPresence && !facts.IsReminder))
            yield return Counts(markup, facts);
        if (facts.Account.Plainer)
            yield return _phrases.Refused;
        if (group.IsPresence)
        {
            foreach (var line in Presence(markup, facts))
                yield return line;
        }
        else if (group.Silenced is { } silenced)
        {
            foreach (var line in Silenced(markup, facts, silenced))
                yield return line;
        }
        else if (group.Form == GroupForm.Digest)
        {
            foreach (var line in Problems(markup, facts))
                yield return line;
        }
        else
        {
            if (facts.Hosts.Count > (isPlain ? 1 : 0))
                yield return $"{_phrases.Host}: {Hosts(markup, facts)}";
            if (group is { Kind: NoticeKinds.DropFile, Form: GroupForm.Normal, MixedRules: false })
                yield return $"{_phrases.Kind(NoticeKinds.Task)}: {markup.Escape(SafeText.Show(group.Rule, TemplateCharsMax))}";
            if (Detail(markup, facts) is { } detail)
                yield return detail;
        }
    }

    private string Counts(Markup markup, MessageFacts facts)
    {
        var counts = markup.Strong(markup.Escape(_titles.Counts(facts)));
        return facts.New > 1
            ? $"{counts}, {markup.Escape(_phrases.Last(_times.Of(facts.Group.LastTimeMs, facts.NowMs)))}"
            : counts;
    }

    private IEnumerable<string> Presence(Markup markup, MessageFacts facts)
    {
        if (facts.HasMoreHosts && markup is not PlainMarkup)
            yield return markup.Escape(_titles.PresenceHosts(facts));
        else if (!facts.HasMoreHosts)
            foreach (var host in facts.NamedHosts)
                yield return markup.Escape($"{SafeText.Show(host.Host, HostCharsMax)} {_times.Of(host.TimeMs, facts.NowMs)}");
        if (_phrases.Presence(facts.Group.Kind) is { } meaning)
            yield return markup.Escape(meaning);
    }

    private IEnumerable<string> Problems(Markup markup, MessageFacts facts)
    {
        foreach (var problem in facts.Problems)
            yield return $"×{problem.Pending.ToString(CultureInfo.InvariantCulture)} "
                + markup.Escape(SafeText.Show(facts.Account.Plainer ? problem.Name.Split(':')[0] : problem.Name, TemplateCharsMax));
        if (facts.MoreProblems > 0)
            yield return markup.Escape(_phrases.MoreProblems(facts.MoreProblems, facts.MoreProblemsEvents));
        if (facts.UnnamedEvents > 0)
            yield return markup.Escape(_phrases.UnnamedProblems(facts.UnnamedEvents));
    }

    private IEnumerable<string> Silenced(Markup markup, MessageFacts facts, SilencedPart part)
    {
        yield return markup.Escape(SafeText.Show(_phrases.Silence(part.Labels, part.Why, part.By), SilenceCharsMax));
        foreach (var problem in facts.Silenced.Take(SilencedNamed))
        {
            var name = facts.Account.Plainer && !problem.IsPresence ? _titles.Name(problem).Split(':')[0] : _titles.Name(problem);
            var count = problem.IsPresence
                ? $" {_times.Of(problem.Last.LastTimeMs, facts.NowMs)}"
                : $" ×{problem.Events.ToString(CultureInfo.InvariantCulture)}";
            yield return "· " + markup.Escape(SafeText.Show(name, TemplateCharsMax) + count);
        }

        var rest = facts.Silenced.Skip(SilencedNamed).ToList();
        if (rest.Count > 0)
            yield return markup.Escape(_phrases.MoreProblems(rest.Count, rest.Sum(p => p.Events)));
        if (part.Over > 0)
            yield return markup.Escape(_phrases.OverByNow(part.Over));
    }

    private string Hosts(Markup markup, MessageFacts facts)
    {
        var names = string.Join(", ", facts.NamedHosts.Select(h => markup.Escape(SafeText.Show(h.Host, HostCharsMax))));
        return facts.HasMoreHosts ? $"{names} {_phrases.More}" : names;
    }

    // The template of matches says what the lines have in common: of use when there are several. Other kinds tell
    // there what happened.
    private string? Detail(Markup markup, MessageFacts facts)
    {
        var group = facts.Group;
        if (group.Ended)
            return _phrases.Over;
        if (group.Template.Length == 0 || group.MixedTemplates || facts.Account.Plainer)
            return null;
        if (group.Kind == NoticeKinds.Task)
            return $"· {markup.Escape(SafeText.Show(_phrases.TaskState(group.Template), TemplateCharsMax))}";
        var shown = markup.Escape(SafeText.Show(group.Template, TemplateCharsMax));
        if (group.Kind != NoticeKinds.Match)
            return $"· {shown}";
        return facts.New > 1 && markup is not PlainMarkup ? $"{_phrases.Template}: {shown}" : null;
    }

    // Null, or the note that says how many lines had no room.
    private string? Samples(Markup markup, MessageFacts facts, BodyBuilder body)
    {
        var samples = facts.Samples;
        if (samples.Count == 0)
            return null;
        if (!facts.Group.IsReport)
            body.TryAdd(markup.Gap);
        NoticeSample? last = null;
        var left = samples.Count;
        foreach (var sample in samples)
        {
            if (!TryAddSample(markup, facts, body, sample, last))
                return markup.Line(_phrases.LinesCut(left));
            left--;
            last = sample;
        }

        return null;
    }

    private bool TryAddSample(Markup markup, MessageFacts facts, BodyBuilder body, NoticeSample sample, NoticeSample? last)
    {
        if (facts.Group.IsReport)
            return TryAddReport(markup, facts, body, sample);
        if (sample.Path.Length > 0 && (last is null || last.Path != sample.Path || last.Host != sample.Host))
        {
            var host = facts.Hosts.Count > 1 && sample.Host.Length > 0 ? $"{sample.Host} " : "";
            if (!body.TryAdd(markup.Quote(markup.Escape(SafeText.Show(host + sample.Path, TemplateCharsMax)), isFile: true)))
                return false;
        }

        return facts.Group.Kind is NoticeKinds.DropFile or NoticeKinds.Task
            ? TryAddText(markup, facts, body, sample, last)
            : TryAddLine(markup, facts, body, sample);
    }

    /// <summary>A line of the report's summary, or the link to the whole of it.</summary>
    private bool TryAddReport(Markup markup, MessageFacts facts, BodyBuilder body, NoticeSample sample)
    {
        if (sample.Text.Length > 0)
            return body.TryAdd(markup.Line(markup.Escape(SafeText.Show(sample.Text, markup.LineCharsMax))));
        // A folder that a web server shows has an address of its own.
        var address = sample.Path.Length > 0 ? Checked(sample.Path) : LinkOf(sample);
        return !facts.ShowsLinks || address is null || body.TryAdd(markup.Line(markup.Link(_phrases.OpenReport, address)));
    }

    private bool TryAddLine(Markup markup, MessageFacts facts, BodyBuilder body, NoticeSample sample)
    {
        var time = markup.Escape(Time(markup, facts, sample));
        var link = facts.ShowsLinks && LinkOf(sample) is { } address ? " " + markup.Link(_phrases.Open, address) : "";
        foreach (var part in Narrower)
        {
            var text = markup.Escape(SafeText.Show(sample.Text, markup.LineCharsMax / part));
            if (body.TryAdd(markup.Quote(time + text + link, isFile: false)))
                return true;
        }

        // A link is longer than many a line: where it has no room, the line may have.
        var alone = markup.Escape(SafeText.Show(sample.Text, markup.LineCharsMax / Narrower[^1]));
        return link.Length > 0 && body.TryAdd(markup.Quote(time + alone, isFile: false));
    }

    /// <summary>An address of IPv6 stands in brackets; any others are an attack on the markup.</summary>
    private static string WithoutBrackets(string address)
    {
        var host = address.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = address.IndexOf(']', host);
        return end > host && address[host] == '[' && IPAddress.TryParse(address.AsSpan(host + 1, end - host - 1), out _)
            ? address.Remove(end, 1).Remove(host, 1)
            : address;
    }

    /// <summary>Some lines of a file, each under the other; none begins with the file's own text.</summary>
    private bool TryAddText(Markup markup, MessageFacts facts, BodyBuilder body, NoticeSample sample, NoticeSample? last)
    {
        var goesOn = last is not null && last.Path == sample.Path && last.Offset < sample.Offset;
        var cut = goesOn && last is not null ? sample.Offset - last.Offset - last.Length : 0;
        var before = cut > 0 ? markup.Quote(markup.Escape(_phrases.BytesCut(cut)), isFile: false) : "";
        var mark = markup is PlainMarkup ? "" : LineMark;
        var first = goesOn ? mark : Time(markup, facts, sample);
        foreach (var part in Narrower)
        {
            var lines = sample.Text.Split('\n').Select((line, index) => markup.Quote(
                markup.Escape(index == 0 ? first : mark) + markup.Escape(SafeText.Show(line, markup.LineCharsMax / part)), isFile: false));
            if (body.TryAdd(before + string.Concat(lines)))
                return true;
        }

        return false;
    }

    private string Time(Markup markup, MessageFacts facts, NoticeSample sample) => markup is PlainMarkup ? ""
        : sample.TimeMs > 0 ? $"{_times.Of(sample.TimeMs, facts.NowMs)} " : LineMark;

    private string? LinkOf(NoticeSample sample) => Checked(_options.Link?.Invoke(sample));

    private static string? Checked(string? address)
    {
        return address is { Length: <= LinkCharsMax }
            && (address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("https://", StringComparison.Ordinal))
            && WithoutBrackets(address).All(c => c is > ' ' and < '\x7f' && !"\"'<>()[]\\`{}|^".Contains(c, StringComparison.Ordinal))
                ? address
                : null;
    }
}
