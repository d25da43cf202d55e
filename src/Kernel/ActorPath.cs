namespace Dachshund.Kernel;

/// <summary>
/// The place of an actor in the tree, such as <c>akka://name/user/a/b</c>. Immutable, thread-safe. Two paths are equal
/// when their names are; the <see cref="Uid"/> tells incarnations of one name apart.
/// </summary>
public sealed class ActorPath : IEquatable<ActorPath>
{
    private const string Punctuation = "-_.*$+:@&=,!~';()";

    private string? _text;

    private ActorPath(ActorPath? parent, string name, long uid)
    {
        Parent = parent;
        Name = name;
        Uid = uid;
    }

    /// <summary>The actor's own name; for the root the address, <c>akka://system</c>.</summary>
    public string Name { get; }

    /// <summary>The path of the parent; null for the root.</summary>
    public ActorPath? Parent { get; }

    /// <summary>
    /// The number of this incarnation: kept over restarts, new after stop and create; 0 for the root.
    /// </summary>
    public long Uid { get; }

    /// <inheritdoc/>
    public bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other)
        || (other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The path with its address, without the uid.</summary>
    public override string ToString() => _text ??= Parent is null ? Name : $"{Parent}/{Name}";

    /// <summary>The path as the tree shows it, without the address: <c>/user/a/b</c>.</summary>
    public string ToStringWithoutAddress() => Parent is null ? "" : $"{Parent.ToStringWithoutAddress()}/{Name}";

    /// <summary>The path followed by <c>#uid</c>.</summary>
    public string ToStringWithUid() => $"{this}#{Uid}";

    internal static ActorPath Root(string systemName) => new(null, $"akka://{systemName}", 0);

    internal ActorPath Child(string name, long uid) => new(this, name, uid);

    /// <summary>
    /// Akka's alphabet, without percent-encoding; a leading $ is kept for names that the kernel gives.
    /// </summary>
    internal static bool IsValidName(string name)
    {
        if (name.Length is 0 or > 200 || name[0] == '$')
            return false;
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !Punctuation.Contains(character, StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}
