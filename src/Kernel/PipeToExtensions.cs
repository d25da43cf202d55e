namespace Dachshund.Kernel;

/// <summary>Turns the end of a task into a message. Thread-safe.</summary>
public static class PipeToExtensions
{
    /// <summary>
    /// Tells the result of a task to an actor, or a <see cref="Status.Failure"/> when it faults or is cancelled. Waits
    /// for room in the actor's mailbox, so the result is lost only when the actor is dead.
    /// </summary>
    /// <typeparam name="T">The class of the result.</typeparam>
    /// <param name="task">The work.</param>
    /// <param name="recipient">Who is told.</param>
    /// <param name="sender">Whom it sees as its Sender; copy it before the work starts.</param>
    /// <param name="success">
    /// Makes the message of the result; default the result itself, which must not be null.
    /// </param>
    /// <param name="failure">Makes the message of the failure; default <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is told; it never faults.</returns>
    public static async Task PipeTo<T>(
        this Task<T> task,
        IActorRef recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(recipient);
        object message;
        try
        {
            var result = await task;
            message = success is null
                ? result ?? (object)new Status.Failure(new InvalidOperationException("The task's result is null"))
                : success(result);
        }
        catch (Exception exception)
        {
            message = failure is null ? new Status.Failure(exception) : failure(exception);
        }

        await recipient.TellAsync(message, sender, CancellationToken.None);
    }

    /// <summary>
    /// Tells an actor that a task has ended: a <see cref="Status.Success"/>, or a <see cref="Status.Failure"/>.
    /// </summary>
    /// <param name="task">The work.</param>
    /// <param name="recipient">Who is told.</param>
    /// <param name="sender">Whom it sees as its Sender; copy it before the work starts.</param>
    /// <param name="success">Makes the message of success; default <see cref="Status.Success"/>.</param>
    /// <param name="failure">Makes the message of the failure; default <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is told; it never faults.</returns>
    public static Task PipeTo(
        this Task task,
        IActorRef recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return EndAsync(task).PipeTo(recipient, sender, success is null ? null : _ => success(), failure);
    }

    private static async Task<Status.Success> EndAsync(Task task)
    {
        await task;
        return new Status.Success();
    }
}
