using System.Net;
using System.Net.Http.Headers;

namespace Dachshund.Channels.Http;

/// <summary>
/// A JSON body that knows whether its sending began. That is the line between "surely not sent" and "may have arrived":
/// kinds of exceptions would be a guess, and a server cannot take a message whose body never left.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;
    private volatile bool _isStarted;

    public TrackedContent(ReadOnlyMemory<byte> json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    public bool IsStarted => _isStarted;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isStarted = true;
        await stream.WriteAsync(_json, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
