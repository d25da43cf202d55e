namespace Dachshund.TestKit;

/// <summary>How a test lets its actors run, and what "later" means to it.</summary>
internal interface ITestDriver
{
    /// <summary>Said in failures, such as the seed of the run.</summary>
    string Description { get; }

    /// <summary>Lets everything run that can run without time passing.</summary>
    Task SettleAsync();

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="isThere">Looked at whenever the actors have come to rest.</param>
    /// <param name="timeout">How much of the system's time may pass; null for the driver's default.</param>
    /// <returns>Whether it holds.</returns>
    Task<bool> WaitAsync(Func<bool> isThere, TimeSpan? timeout);

    /// <summary>Lets time pass and everything run that it starts.</summary>
    Task PassAsync(TimeSpan time);
}
