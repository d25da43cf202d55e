using System.Net;
using Microsoft.AspNetCore.Http;

namespace Dachshund.TestKit.Channels;

/// <summary>A call as it came, decoded once as a web server does it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The decoded path.</param>
/// <param name="RawQuery">The query as it stood in the URL, with its question mark.</param>
/// <param name="Query">The decoded query.</param>
/// <param name="ContentType">The content type; empty without one.</param>
/// <param name="Address">The caller.</param>
/// <param name="Body">The body's bytes.</param>
internal sealed record FakeCall(
    string Method, string Path, string RawQuery, IQueryCollection Query, string ContentType, IPAddress Address, byte[] Body);
