namespace Dachshund.Actors.Emergency;

/// <summary>To the emergency actor: look whether Redis is there.</summary>
internal sealed record LookAtRedis
{
    public static readonly LookAtRedis Instance = new();
}
