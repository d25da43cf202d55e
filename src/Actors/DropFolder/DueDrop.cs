namespace Dachshund.Actors.DropFolder;

/// <summary>A file of which something is to be made now.</summary>
/// <param name="MustTell">Whether it has waited for so long that it needn't be quiet any more.</param>
internal readonly record struct DueDrop(DropFile File, bool MustTell);
