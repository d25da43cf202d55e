namespace Dachshund.Alerting;

/// <summary>One field of a hash.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Body">Its new body, UTF-8 JSON; null deletes it.</param>
public sealed record FieldChange(string Field, byte[]? Body);
