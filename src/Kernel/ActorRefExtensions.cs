using Dachshund.Kernel.Mailboxes;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel;

/// <summary>What can be done with a ref beyond telling. Thread-safe.</summary>
public static class ActorRefExtensions
{
    /// <summary>Tells a message with the sender of the one that is being handled.</summary>
    /// <param name="target">Who gets it.</param>
    /// <param name="message">What.</param>
    /// <param name="context">The context of the actor that forwards.</param>
    public static void Forward(this IActorRef target, object message, IActorContext context)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(context);
        target.Tell(message, context.Sender);
    }

    /// <summary>Tells a message and waits for the answer as long as the system's options say.</summary>
    /// <inheritdoc cref="Ask{T}(IActorRef, object, TimeSpan, CancellationToken)"/>
    public static Task<T> Ask<T>(this IActorRef target, object message, CancellationToken cancellationToken) =>
        target.Ask<T>(message, InternalActorRef.Of(target).System.Options.AskTimeout, cancellationToken);

    /// <summary>
    /// Tells a message and waits for the answer. Waits for room in the mailbox too, within the same timeout. An actor
    /// may await this in an async handler, but not of one that may be awaiting it, and never of itself.
    /// </summary>
    /// <typeparam name="T">The class of the answer.</typeparam>
    /// <param name="target">Who is asked; it answers to its Sender.</param>
    /// <param name="message">What.</param>
    /// <param name="timeout">More than zero, on the system's clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    /// <exception cref="InvalidCastException">The answer is no <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="Exception">The cause of a <see cref="Status.Failure"/>.</exception>
    public static async Task<T> Ask<T>(
        this IActorRef target, object message, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        var system = InternalActorRef.Of(target).System;
        var promise = new PromiseActorRef(system);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = system.Time.CreateTimer(
            _ => promise.Fail(new AskTimeoutException($"{Asked(target, message)} did not answer within {timeout}")),
            null,
            timeout,
            Timeout.InfiniteTimeSpan);
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => (state as PromiseActorRef)?.Cancel(token), promise);
        var told = target.TellAsync(message, promise, ended.Token);
        object answer;
        try
        {
            answer = await promise.Answer;
        }
        finally
        {
            await EndTellAsync(told, ended);
        }

        return answer switch
        {
            Status.Failure failure => throw failure.Cause,
            T typed => typed,
            _ => throw new InvalidCastException(
                $"{Asked(target, message)} answered {answer.GetType().Name}, not {typeof(T).Name}"),
        };
    }

    /// <summary>Tells <see cref="PoisonPill"/> and waits until the actor has stopped, its PostStop included.</summary>
    /// <param name="target">Who is to stop. An actor must not await its own end.</param>
    /// <param name="timeout">More than zero, on the system's clock.</param>
    /// <returns>False when it has not stopped in time; it goes on stopping.</returns>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        var watched = InternalActorRef.Of(target);
        var promise = new PromiseActorRef(watched.System);
        watched.SendSystem(new Watch(promise));
        watched.Tell(PoisonPill.Instance);
        try
        {
            await promise.Answer.WaitAsync(timeout, watched.System.Time);
            return true;
        }
        catch (TimeoutException)
        {
            watched.SendSystem(new Unwatch(promise));
            return false;
        }
    }

    private static string Asked(IActorRef target, object message) =>
        $"{target.Path}, asked a {message.GetType().Name},";

    private static async ValueTask EndTellAsync(ValueTask told, CancellationTokenSource ended)
    {
        if (!told.IsCompleted)
            EndWaiting(ended);
        try
        {
            await told;
        }
        catch (OperationCanceledException)
        {
            // There was never room for the question.
        }
    }

    /// <summary>On this thread: CancelAsync would go by the thread pool, which no dispatcher controls.</summary>
    private static void EndWaiting(CancellationTokenSource ended) => ended.Cancel();
}
