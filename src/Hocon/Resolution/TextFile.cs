using System.Text;

namespace Dachshund.Hocon.Resolution;

/// <summary>Reads configuration files: UTF-8, bounded.</summary>
internal static class TextFile
{
    private const int BytesPerCharMax = 3;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file, or null when there is none. Errors name the place that asks for it.</summary>
    public static string? TryRead(string path, HoconLimits limits, Origin asker)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Utf8.GetString(ReadBounded(stream, (long)limits.DocumentCharsMax * BytesPerCharMax, path, asker));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = Directory.Exists(path) ? "it is a folder; name a file" : exception.Message;
            throw new HoconException(HoconReason.Include, asker, $"cannot read {path}: {why}");
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // Invalid UTF-8 is an ArgumentException, and so is a path that no file can have.
            throw new HoconException(HoconReason.Include, asker, $"cannot read {path} as UTF-8 text: {exception.Message}");
        }
    }

    /// <summary>Reads to the end without asking for a length, which pipes and devices do not have.</summary>
    private static byte[] ReadBounded(FileStream stream, long bytesMax, string path, Origin asker)
    {
        using var content = new MemoryStream();
        var block = new byte[16 * 1024];
        int read;
        while ((read = stream.Read(block, 0, block.Length)) > 0)
        {
            content.Write(block, 0, read);
            if (content.Length > bytesMax)
                throw new HoconException(HoconReason.Limit, asker, $"{path} is larger than {bytesMax} bytes");
        }

        return content.ToArray();
    }
}
