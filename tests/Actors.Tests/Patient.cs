using Dachshund.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests;

/// <summary>Connects so that no test fails because the machine is slow.</summary>
internal static class Patient
{
    /// <summary>A client of a Redis.</summary>
    /// <param name="connection">Where it is.</param>
    /// <param name="partitions">Into how many partitions the journal is divided.</param>
    public static Task<JournalClient> ConnectAsync(string connection, int partitions = 1) => JournalClient.ConnectAsync(
        new JournalOptions
        {
            Connection = connection,
            Partitions = partitions,
            CallTimeout = TimeSpan.FromSeconds(20),
            ConnectPatience = TimeSpan.FromSeconds(60),
        },
        new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), CancellationToken.None);
}
