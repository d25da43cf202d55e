namespace Dachshund.Kernel;

/// <summary>The event ids of the kernel's log: 1000 to 1099.</summary>
internal static class EventIds
{
    public const int ChildFailed = 1000;
    public const int FailedWhileEnding = 1001;
    public const int HookFailed = 1002;
    public const int StoppingCallbackFailed = 1003;
    public const int DeadLetter = 1010;
    public const int Dropped = 1011;
    public const int DeadLettersMuted = 1012;
    public const int SystemEnded = 1020;
}
