using Dachshund.Journal.Appends;

namespace Dachshund.Actors.DropFolder;

/// <summary>What the book knows of one file. Owned by the book.</summary>
internal sealed class DropFile(string field)
{
    public string Field { get; } = field;

    /// <summary>Its path from the folder on; empty while only the journal knows of it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Empty while only the journal knows of it.</summary>
    public string Extension { get; set; } = "";

    /// <summary>What the journal has for it.</summary>
    public string Stored { get; set; } = AppendFile.NoPosition;

    /// <summary>Whether the journal has it as gone.</summary>
    public bool StoredGone { get; set; }

    /// <summary>When the journal got that, Unix ms.</summary>
    public long StoredAtMs { get; set; }

    /// <summary>Whether what the journal has was only noted, in this process.</summary>
    public bool OnlyNoted { get; set; }

    /// <summary>What is to be stored next; null for nothing.</summary>
    public DropChange? Waiting { get; set; }

    /// <summary>What is on its way to the journal; null for nothing.</summary>
    public DropChange? Out { get; set; }

    /// <summary>The content at the last look; empty when the file wasn't there.</summary>
    public string Seen { get; set; } = "";

    /// <summary>When that content was seen first.</summary>
    public long SeenAt { get; set; }

    /// <summary>Since when the content is one that nothing was made of; null when something was.</summary>
    public long? OpenSince { get; set; }

    /// <summary>When something was made of it last; null for never.</summary>
    public long? ToldAt { get; set; }

    /// <summary>Since when it is missing; null while it is there.</summary>
    public long? MissingSince { get; set; }

    /// <summary>Whether Redis had a change of it and lost it again.</summary>
    public bool Again { get; set; }

    /// <summary>The content that something was made of last.</summary>
    public string Claimed => (Waiting ?? Out)?.Position ?? Stored;

    /// <summary>Whether nothing of it has to go to the journal.</summary>
    public bool IsStill => Waiting is null && Out is null && OpenSince is null;
}
