using System.Text.Json;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// The file <c>data-dir/positions</c>. It is written beside and renamed, so a reader finds a whole one; it is not flushed to the
/// disk, because it is of use only when Redis is lost as well. Not thread-safe: it is read before it is written, by one at a time.
/// </summary>
/// <param name="path">Where it is.</param>
internal sealed class PositionsFile(string path)
{
    /// <summary>How many places it holds at most; files beyond start by their input's rule.</summary>
    public const int FilesMax = 20_000;

    private const long BytesMax = 64L << 20;

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>Reads it; null when there is none, or none that can be used.</summary>
    /// <param name="problem">Why what is there can't be used; null when it can, or nothing is there.</param>
    public PositionsHint? Read(out string? problem)
    {
        problem = null;
        try
        {
            var file = new FileInfo(Path);
            if (!file.Exists)
                return null;
            if (file.Length > BytesMax)
                problem = $"it has {file.Length} bytes, which is beyond {BytesMax}";
            else if (JsonSerializer.Deserialize(File.ReadAllBytes(Path), PositionsJson.Default.PositionsHint)
                is { DataSet.Length: > 0, Inputs.IsDefault: false, Files.IsDefault: false } hint
                && hint.Inputs.All(input => input is not null) && hint.Files.All(place => place is { Path: not null, Offset: >= 0 }))
                return hint;
            else
                problem = "it is incomplete";
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        return null;
    }

    /// <summary>Replaces it; null when done, else why not.</summary>
    public async Task<string?> WriteAsync(PositionsHint hint, CancellationToken ct)
    {
        var beside = Path + ".new";
        try
        {
            await using (var file = File.Create(beside))
                await JsonSerializer.SerializeAsync(file, hint, PositionsJson.Default.PositionsHint, ct);
            File.Move(beside, Path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
