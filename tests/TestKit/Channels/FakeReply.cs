using System.Text.Json.Nodes;

namespace Dachshund.TestKit.Channels;

/// <summary>What a fake server answers.</summary>
/// <param name="Json">The body.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record FakeReply(JsonObject Json, int Status = 200);
