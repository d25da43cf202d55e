using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Watching;

/// <summary>What earlier runs of a <c>watch</c> left.</summary>
internal static class WatchState
{
    /// <summary>Forgets it: everything in the data directory goes. Null when done, else why not.</summary>
    public static string? Forget(string dataDirectory)
    {
        if (!Directory.Exists(dataDirectory))
            return null;
        try
        {
            // Nobody may be running on it; and only what looks like one of ours is removed.
            using (DataDirectory.Open(dataDirectory))
            {
                var redis = Path.Combine(dataDirectory, "redis");
                if (Directory.Exists(redis))
                    Directory.Delete(redis, recursive: true);
                File.Delete(Path.Combine(dataDirectory, "positions"));
            }

            return null;
        }
        catch (NodeStartException e)
        {
            return e.Message;
        }
        catch (IOException e)
        {
            return $"{dataDirectory} can't be emptied: {e.Message}";
        }
    }
}
