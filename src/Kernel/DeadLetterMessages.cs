namespace Dachshund.Kernel;

/// <summary>
/// A message whose loss is normal, such as <see cref="PoisonPill"/> to an actor that has stopped already.
/// </summary>
public interface IDeadLetterSuppression;

/// <summary>A message that did not reach its receiver; published on the event stream.</summary>
/// <param name="Message">What was told.</param>
/// <param name="Sender">Who told it; the dead letters themselves when nobody did.</param>
/// <param name="Recipient">Who should have got it.</param>
public abstract record AllDeadLetters(object Message, IActorRef Sender, IActorRef Recipient);

/// <summary>The receiver was dead, or stopped with the message still in its mailbox.</summary>
/// <param name="Message">What was told.</param>
/// <param name="Sender">Who told it.</param>
/// <param name="Recipient">Who should have got it.</param>
public sealed record DeadLetter(object Message, IActorRef Sender, IActorRef Recipient)
    : AllDeadLetters(Message, Sender, Recipient);

/// <summary>
/// A dead letter whose message is <see cref="IDeadLetterSuppression"/>: neither logged nor a <see cref="DeadLetter"/>.
/// </summary>
/// <param name="Message">What was told.</param>
/// <param name="Sender">Who told it.</param>
/// <param name="Recipient">Who should have got it.</param>
public sealed record SuppressedDeadLetter(object Message, IActorRef Sender, IActorRef Recipient)
    : AllDeadLetters(Message, Sender, Recipient);

/// <summary>The receiver's mailbox was full, or its pool had nobody for the message.</summary>
/// <param name="Message">What was told.</param>
/// <param name="Reason">Why it was dropped, with the limit.</param>
/// <param name="Sender">Who told it.</param>
/// <param name="Recipient">Who should have got it.</param>
public sealed record Dropped(object Message, string Reason, IActorRef Sender, IActorRef Recipient)
    : AllDeadLetters(Message, Sender, Recipient);

/// <summary>An actor had no handler for the message; published on the event stream.</summary>
/// <param name="Message">What was told.</param>
/// <param name="Sender">Who told it.</param>
/// <param name="Recipient">Who had no handler.</param>
public sealed record UnhandledMessage(object Message, IActorRef Sender, IActorRef Recipient);
