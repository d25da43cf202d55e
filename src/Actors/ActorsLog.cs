using Dachshund.Actors.Shard;
using Dachshund.Channels;
using Dachshund.Context.Keys;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors;

/// <summary>What the actors say. A message is a fact with its numbers; an error is what somebody must act on.</summary>
internal static partial class ActorsLog
{
    [LoggerMessage(EventIds.FileTail, LogLevel.Information, "tail: {path}: going on at byte {position} instead of {offset} (-1: its start)")]
    public static partial void TailRewound(ILogger log, string path, long offset, long position);

    [LoggerMessage(EventIds.FileTail + 1, LogLevel.Information, "tail: {path}: truncated or rewritten after byte {position}; reading the new content from its beginning")]
    public static partial void TailTruncated(ILogger log, string path, long position);

    [LoggerMessage(EventIds.FileTail + 2, LogLevel.Error, "tail: {path}: matching bytes {start} to {end} failed: {reason}")]
    public static partial void ChunkFailed(ILogger log, string path, long start, long end, string reason);

    [LoggerMessage(EventIds.FileTail + 3, LogLevel.Warning, "tail: {problem}; trying again every 10 s")]
    public static partial void FileTroubled(ILogger log, string problem);

    [LoggerMessage(EventIds.FileTail + 4, LogLevel.Warning, "tail: {path}: {reason} ({remedy})")]
    public static partial void PathTroubled(ILogger log, string path, string reason, string remedy);

    [LoggerMessage(EventIds.FileTail + 5, LogLevel.Warning, "tail: {path}: gone before it was read to its end; it was read up to byte {position}")]
    public static partial void FileGone(ILogger log, string path, long position);

    [LoggerMessage(EventIds.FileTail + 6, LogLevel.Information, "tail: {path}: new, reading from byte {position}")]
    public static partial void TailStarted(ILogger log, string path, long position);

    [LoggerMessage(EventIds.FileTail + 7, LogLevel.Error, "tail: Redis was emptied, or is another one, while this node was down: it knows nothing of {files} files; they go on where data-dir/positions has them")]
    public static partial void RedisWasEmptied(ILogger log, int files);

    [LoggerMessage(EventIds.FileTail + 8, LogLevel.Warning, "tail: {path} can't be used: {problem}; should Redis have been emptied, files start as their inputs say")]
    public static partial void PositionsUnreadable(ILogger log, string path, string problem);

    [LoggerMessage(EventIds.FileTail + 9, LogLevel.Error, "tail: {path}: bytes {start} to {end} are lost: {reason}")]
    public static partial void BytesLost(ILogger log, string path, long start, long end, string reason);

    [LoggerMessage(EventIds.FileTail + 10, LogLevel.Error, "tail: {problem}")]
    public static partial void FileStuck(ILogger log, string problem);

    [LoggerMessage(EventIds.FileTail + 11, LogLevel.Error, "tail: what is wrong with inputs can't be told: {reason}; trying again")]
    public static partial void InputsNotTold(ILogger log, string reason);

    [LoggerMessage(EventIds.FileTail + 12, LogLevel.Error, "tail: no more hints of changes, files are polled: {reason}")]
    public static partial void HintsFailed(ILogger log, string reason);

    [LoggerMessage(EventIds.DropFolder, LogLevel.Warning, "drop folder: {folder}: {files} files wait to be stored: {reason}; nothing is lost as long as the files stay")]
    public static partial void DropsWait(ILogger log, string folder, int files, string reason);

    [LoggerMessage(EventIds.DropFolder + 1, LogLevel.Information, "drop folder: {folder}: removed {files} files, {bytes} bytes, not written for longer than {keep}")]
    public static partial void OldFilesRemoved(ILogger log, string folder, int files, long bytes, TimeSpan keep);

    [LoggerMessage(EventIds.DropFolder + 2, LogLevel.Warning, "drop folder: {path} is old, but it {reason}; it is kept ({remedy})")]
    public static partial void OldFileKept(ILogger log, string path, string reason, string remedy);

    [LoggerMessage(EventIds.JournalWriter, LogLevel.Warning, "journal: {files} files wait to be appended: {reason}; nothing is lost, the logs keep what is not read")]
    public static partial void AppendWaits(ILogger log, int files, string reason);

    [LoggerMessage(EventIds.JournalWriter + 1, LogLevel.Warning, "journal: {path}: Redis has byte {stored} where {expected} was expected (-1: nothing); going on from there")]
    public static partial void AppendConflict(ILogger log, string path, long expected, long stored);

    [LoggerMessage(EventIds.JournalWriter + 2, LogLevel.Error, "journal: {path}: progress from byte {start} came where {target} was due; reading again")]
    public static partial void ProgressOutOfOrder(ILogger log, string path, long start, long target);

    [LoggerMessage(EventIds.JournalWriter + 3, LogLevel.Warning, "journal: {path}: finished, but Redis went back to byte {position}; reading it again from there")]
    public static partial void FinishedFileBehind(ILogger log, string path, long position);

    [LoggerMessage(EventIds.JournalWriter + 4, LogLevel.Information, "journal: appending again")]
    public static partial void AppendGoesOn(ILogger log);

    [LoggerMessage(EventIds.JournalWriter + 5, LogLevel.Warning, "journal: {path} can't be written: {problem}; should Redis be emptied, the next start doesn't know how far this one came")]
    public static partial void PositionsNotKept(ILogger log, string path, string problem);

    [LoggerMessage(EventIds.JournalWriter + 6, LogLevel.Error, "journal: full, and consumer group {group} committed nothing for redis.group-expiry: it lost its hold, what it has not read may be dropped")]
    public static partial void GroupExpired(ILogger log, string group);

    [LoggerMessage(EventIds.JournalWriter + 8, LogLevel.Error, "journal: {path}: what Redis has as the position of {field} is none; writing it anew")]
    public static partial void PositionMalformed(ILogger log, string path, string field);

    [LoggerMessage(EventIds.JournalWriter + 7, LogLevel.Error, "journal: {path}: what was found in bytes {start} to {end} can never be appended: {reason}; recording them as lost and going on")]
    public static partial void StepNeverFits(ILogger log, string path, long start, long end, string reason);

    [LoggerMessage(EventIds.Heartbeat, LogLevel.Warning, "heartbeat: Redis doesn't answer: {reason}")]
    public static partial void BeatWaits(ILogger log, string reason);

    [LoggerMessage(EventIds.Heartbeat + 1, LogLevel.Warning, "heartbeat: Redis restarted or went back; comparing every position")]
    public static partial void HistoryChanged(ILogger log);

    [LoggerMessage(EventIds.Heartbeat + 2, LogLevel.Error, "heartbeat: this Redis holds another data set (it was emptied, or is another one); going on from the positions in memory")]
    public static partial void DataSetChanged(ILogger log);

    [LoggerMessage(EventIds.Heartbeat + 3, LogLevel.Information, "heartbeat: Redis answers again")]
    public static partial void BeatGoesOn(ILogger log);

    [LoggerMessage(EventIds.Watchdog + 50, LogLevel.Error, "{lease}: something waits and nothing was folded for {span}: {waits}")]
    public static partial void NothingFolded(ILogger log, string lease, TimeSpan span, string waits);

    [LoggerMessage(EventIds.Watchdog + 51, LogLevel.Error, "channel {channel} was not told that alerts are not sent: {outcome}: {reason}")]
    public static partial void NothingFoldedNotTold(ILogger log, string channel, SendOutcome outcome, string reason);

    [LoggerMessage(EventIds.Shard + 50, LogLevel.Error, "{lease}: its cursor in {key} is gone or is none; going on after {cursor}, which was committed last")]
    public static partial void CursorGone(ILogger log, string lease, string key, string cursor);

    [LoggerMessage(EventIds.Shard, LogLevel.Information, "{lease}: acquired, epoch {epoch}: {reason}")]
    public static partial void LeaseAcquired(ILogger log, string lease, long epoch, string reason);

    [LoggerMessage(EventIds.Shard + 1, LogLevel.Warning, "{lease}: commit refused ({outcome}): loading again")]
    public static partial void CommitRefused(ILogger log, string lease, string outcome);

    [LoggerMessage(EventIds.Shard + 2, LogLevel.Error, "{lease}: {id} can't be folded and is set aside: {reason}")]
    public static partial void Poisoned(ILogger log, string lease, string id, string reason);

    [LoggerMessage(EventIds.Shard + 3, LogLevel.Warning, "{lease}: waiting: {reason}")]
    public static partial void LeaseWaits(ILogger log, string lease, string reason);

    [LoggerMessage(EventIds.Cluster, LogLevel.Warning, "{lease}: not given back: {reason}; another server takes it when this one is seen to be gone")]
    public static partial void ReleaseFailed(ILogger log, string lease, string reason);

    [LoggerMessage(EventIds.Shard + 4, LogLevel.Error, "{lease}: consumer group {group} is behind ({level}): {entries} entries unread, or dropped unread where it lost its hold")]
    public static partial void GroupLags(ILogger log, string lease, string group, FillLevel level, long entries);

    [LoggerMessage(EventIds.Channel, LogLevel.Information, "channel {channel}: sent {delivery}, {count} new, attempt {attempt}")]
    public static partial void Sent(ILogger log, string channel, string delivery, long count, int attempt);

    [LoggerMessage(EventIds.Channel + 1, LogLevel.Warning, "channel {channel}: {delivery} not sent, attempt {attempt}: {outcome}: {reason}{next}")]
    public static partial void NotSent(
        ILogger log, string channel, string delivery, int attempt, SendOutcome outcome, string reason, string next);

    [LoggerMessage(EventIds.Channel + 2, LogLevel.Warning, "channel {channel}: its budget of messages is used up; the next one goes in {seconds:F0} s, alerts go on counting")]
    public static partial void BudgetWaits(ILogger log, string channel, double seconds);

    [LoggerMessage(EventIds.Inspection, LogLevel.Information, "somebody asks this node to leave (cluster leave)")]
    public static partial void AskedToLeave(ILogger log);

    [LoggerMessage(EventIds.Watchdog, LogLevel.Error, "no answer from {actors}: the service's watchdog is not told that the node works")]
    public static partial void ActorsHang(ILogger log, string actors);

    [LoggerMessage(EventIds.LinkKeys, LogLevel.Information, "made the key {id} that links are signed with")]
    public static partial void LinkKeyMade(ILogger log, string id);

    [LoggerMessage(EventIds.LinkKeys + 1, LogLevel.Error, "links: {problem}")]
    public static partial void LinkKeysUnusable(ILogger log, string problem);

    [LoggerMessage(EventIds.LinkKeys + 2, LogLevel.Warning, "links: another server signs with a key of its own, {id}; nodes believe the first they met: let all servers have the same files in {folder}")]
    public static partial void LinkKeysDiffer(ILogger log, string id, string folder);

    [LoggerMessage(EventIds.LinkKeys + 3, LogLevel.Information, "links: the key {id} is trusted ({reason})")]
    public static partial void LinkKeyTrusted(ILogger log, string id, KeyOffer reason);

    [LoggerMessage(EventIds.LinkKeys + 4, LogLevel.Warning, "links: the key {id} from Redis is not trusted ({reason})")]
    public static partial void LinkKeyRefused(ILogger log, string id, KeyOffer reason);

    [LoggerMessage(EventIds.LinkKeys + 5, LogLevel.Warning, "links: {host} believes no key of this server: links to its logs may not open there ('dachshund keys list', docs/links.md)")]
    public static partial void LinkKeyNotBelieved(ILogger log, string host);

    [LoggerMessage(EventIds.Emergency, LogLevel.Warning, "emergency: told {channel} that Redis is {what}")]
    public static partial void EmergencyTold(ILogger log, string channel, string what);

    [LoggerMessage(EventIds.Emergency + 1, LogLevel.Warning, "emergency: {channel} was not told that Redis is {what}: {outcome}: {reason}; next try in {seconds:F0} s")]
    public static partial void EmergencyNotTold(
        ILogger log, string channel, string what, SendOutcome outcome, string reason, double seconds);

    [LoggerMessage(EventIds.Emergency + 2, LogLevel.Warning, "emergency: {path} can't be written: {problem}; after a restart it may be said again that Redis is away")]
    public static partial void EmergencyNotKept(ILogger log, string path, string problem);

    [LoggerMessage(EventIds.DailyReport, LogLevel.Information, "made the daily report of {day}")]
    public static partial void Reported(ILogger log, string day);

    [LoggerMessage(EventIds.DailyReport + 1, LogLevel.Warning, "the daily report of {day} waits: {reason}")]
    public static partial void ReportWaits(ILogger log, string day, string reason);

    [LoggerMessage(EventIds.DailyReport + 2, LogLevel.Error, "the daily report is not in its folder: {problem}")]
    public static partial void ReportNotWritten(ILogger log, string problem);

    [LoggerMessage(EventIds.DailyReport + 3, LogLevel.Error, "the daily report of {day} did not come")]
    public static partial void ReportMissing(ILogger log, string day);
}
