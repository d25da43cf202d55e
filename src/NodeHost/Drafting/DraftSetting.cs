using Dachshund.Hocon;

namespace Dachshund.NodeHost.Drafting;

/// <summary>One value of a configuration that is being written.</summary>
/// <param name="Section">The path of the object that it is in, below <c>dachshund</c>; empty for that itself.</param>
/// <param name="Key">Its key.</param>
/// <param name="Literal">Its value as HOCON.</param>
/// <param name="Comment">Where it is from, or what it does; one line.</param>
internal sealed record DraftSetting(string Section, string Key, string Literal, string Comment)
{
    /// <summary>The environment variable that a secret can be taken from; null for what is no secret.</summary>
    public string? Variable { get; init; }

    /// <summary>The path, as errors name it.</summary>
    public string Path => HoconPath.Append(Section, Key);

    /// <summary>The type's name and the path: a record's own text would hold secrets.</summary>
    public override string ToString() => $"{nameof(DraftSetting)} {Path}";
}
