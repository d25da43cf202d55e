namespace Dachshund.Kernel.Routing;

/// <summary>Chooses among the routees of a pool. Thread-safe: runs on the senders' threads.</summary>
internal interface IRoutingLogic
{
    /// <summary>Who gets the message; null when nobody can.</summary>
    IActorRef? Select(object message);
}
