using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Embedded;

/// <summary>
/// Speaks a few words with a server: whether it is ours, ready, and that it shall stop. One connection a question.
/// </summary>
internal sealed class ServerProbe(TimeProvider time)
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(2);

    /// <summary>Whether it answers, knows our password and has loaded its data.</summary>
    internal async Task<bool> IsReadyAsync(RedisEndpoint endpoint, CancellationToken ct) =>
        (await AskAsync(endpoint, "PING", ct)).StartsWith("+PONG", StringComparison.Ordinal);

    /// <summary>The folder that it keeps its data in; empty when it doesn't say.</summary>
    internal async Task<string> FolderAsync(RedisEndpoint endpoint, CancellationToken ct)
    {
        var lines = (await AskAsync(endpoint, "CONFIG GET dir", ct)).Split("\r\n");
        return lines.Length >= 5 ? lines[4] : string.Empty;
    }

    /// <summary>Its pid; 0 when it doesn't say.</summary>
    internal async Task<int> ProcessIdAsync(RedisEndpoint endpoint, CancellationToken ct)
    {
        var facts = ServerFacts.Parse(await AskAsync(endpoint, "INFO server", ct));
        return facts.Fields.TryGetValue("process_id", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
    }

    /// <summary>Asks it to stop. Everything acknowledged is on disk already.</summary>
    internal Task<string> ShutDownAsync(RedisEndpoint endpoint, CancellationToken ct) =>
        AskAsync(endpoint, "SHUTDOWN NOSAVE", ct);

    // The wire picture: inline commands, AUTH and QUIT around the question; the answer is all that comes before the
    // end.
    private async Task<string> AskAsync(RedisEndpoint endpoint, string question, CancellationToken ct)
    {
        using var client = new TcpClient();
        using var deadline = new CancellationTokenSource(_timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            await client.ConnectAsync(endpoint.Host, endpoint.Port, ends.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(
                Encoding.UTF8.GetBytes($"AUTH {endpoint.Password}\r\n{question}\r\nQUIT\r\n"), ends.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var answer = await reader.ReadToEndAsync(ends.Token);
            return answer.StartsWith("+OK\r\n", StringComparison.Ordinal) ? answer[5..] : string.Empty;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return string.Empty;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return string.Empty;
        }
    }
}
