namespace Dachshund.Kernel.Mailboxes;

/// <summary>A message with who told it.</summary>
internal readonly record struct Envelope(object Message, IActorRef? Sender);
