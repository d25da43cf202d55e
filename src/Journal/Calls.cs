namespace Dachshund.Journal;

/// <summary>Makes <see cref="Call{T}"/> values.</summary>
public static class Calls
{
    /// <summary>A call that Redis answered.</summary>
    /// <typeparam name="T">What Redis answers.</typeparam>
    /// <param name="value">The answer.</param>
    public static Call<T> Done<T>(T value) => new(CallStatus.Done, value, string.Empty);

    /// <summary>A call that did not run and will not.</summary>
    /// <typeparam name="T">What Redis would have answered.</typeparam>
    /// <param name="reason">Why, for people.</param>
    public static Call<T> Refused<T>(string reason) => new(CallStatus.Refused, default, reason);

    /// <summary>A call without an answer, which may have run or may run later.</summary>
    /// <typeparam name="T">What Redis would have answered.</typeparam>
    /// <param name="reason">Why, for people.</param>
    public static Call<T> Unknown<T>(string reason) => new(CallStatus.Unknown, default, reason);
}
