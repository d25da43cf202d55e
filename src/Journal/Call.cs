using System.Diagnostics.CodeAnalysis;

namespace Dachshund.Journal;

/// <summary>The end of one call to Redis. Immutable.</summary>
/// <typeparam name="T">What Redis answers.</typeparam>
/// <param name="Status">How the call ended.</param>
/// <param name="Value">The answer; set only when <paramref name="Status"/> is <see cref="CallStatus.Done"/>.</param>
/// <param name="Reason">Why the call is not done, for people; empty when it is.</param>
public readonly record struct Call<T>(CallStatus Status, T? Value, string Reason)
{
    /// <summary>Whether Redis answered; <see cref="Value"/> is set then.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Status == CallStatus.Done;

    /// <summary>The answer, for one who only looks and has nothing to fall back on.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public T Require() => IsDone ? Value : throw new JournalException(JournalFault.Unreachable, $"Redis does not answer: {Reason}");

    /// <summary>The same end of a call that asks for another answer; this one must not be done.</summary>
    /// <typeparam name="TOther">The other answer's type.</typeparam>
    public Call<TOther> As<TOther>() => new(Status, default, Reason);

    /// <summary>The same end with another answer.</summary>
    /// <typeparam name="TOther">The other answer's type.</typeparam>
    /// <param name="map">Makes the other answer; called only when the call is done.</param>
    public Call<TOther> Map<TOther>(Func<T, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return IsDone ? new Call<TOther>(Status, map(Value), Reason) : new Call<TOther>(Status, default, Reason);
    }
}
