namespace Dachshund.TestKit.Redis;

/// <summary>An error that Redis answered.</summary>
public sealed record RespError(string Message);
