using System.Text;

namespace Dachshund.Journal.Commits;

/// <summary>One write of folded state. Immutable.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Key">The key, within the namespace.</param>
/// <param name="Field">Field or member, 1 to 1,024 bytes; empty for <see cref="StateWriteKind.Drop"/>.</param>
/// <param name="Value">The field's value; empty where there is none.</param>
/// <param name="Score">The member's score; 0 where there is none.</param>
public sealed record StateWrite(StateWriteKind Kind, string Key, string Field, ReadOnlyMemory<byte> Value, long Score)
{
    /// <summary>Sets a field of a hash.</summary>
    /// <param name="key">The hash.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value, 256 KB at most.</param>
    public static StateWrite Set(string key, string field, ReadOnlyMemory<byte> value) =>
        new(StateWriteKind.Set, key, field, value, 0);

    /// <summary>Sets a field of a hash to a text.</summary>
    /// <param name="key">The hash.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value, stored as UTF-8.</param>
    public static StateWrite Set(string key, string field, string value) =>
        Set(key, field, Encoding.UTF8.GetBytes(value));

    /// <summary>Deletes a field of a hash.</summary>
    /// <param name="key">The hash.</param>
    /// <param name="field">The field.</param>
    public static StateWrite Delete(string key, string field) => new(StateWriteKind.Delete, key, field, default, 0);

    /// <summary>Drops a whole hash.</summary>
    /// <param name="key">The hash.</param>
    public static StateWrite Drop(string key) => new(StateWriteKind.Drop, key, string.Empty, default, 0);

    /// <summary>Sets the score of a member of a sorted set.</summary>
    /// <param name="key">The sorted set.</param>
    /// <param name="member">The member.</param>
    /// <param name="score">Its score.</param>
    public static StateWrite SetScore(string key, string member, long score) =>
        new(StateWriteKind.SetScore, key, member, default, score);

    /// <summary>Removes a member of a sorted set.</summary>
    /// <param name="key">The sorted set.</param>
    /// <param name="member">The member.</param>
    public static StateWrite RemoveMember(string key, string member) =>
        new(StateWriteKind.RemoveMember, key, member, default, 0);
}
