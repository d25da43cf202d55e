using System.Text.Json;

namespace Dachshund.Actors.Emergency;

/// <summary>
/// The file that remembers what was said of an outage. Written beside and renamed; gone when there is nothing to remember.
/// </summary>
/// <param name="path">Where it is.</param>
internal sealed class EmergencyFile(string path)
{
    /// <summary>Reads it; empty when there is none, or none that can be read.</summary>
    public EmergencyMemory Read()
    {
        try
        {
            return File.Exists(path)
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), EmergencyJson.Default.EmergencyMemory)
                    is { Told.IsDefault: false, Trying.IsDefault: false } memory
                    ? memory
                    : EmergencyMemory.Empty;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return EmergencyMemory.Empty;
        }
    }

    /// <summary>Replaces it; null when done, else why not.</summary>
    public string? Write(EmergencyMemory memory)
    {
        try
        {
            if (memory.IsEmpty)
            {
                File.Delete(path);
                return null;
            }

            var beside = path + ".new";
            using (var file = File.Create(beside))
            {
                JsonSerializer.Serialize(file, memory, EmergencyJson.Default.EmergencyMemory);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
