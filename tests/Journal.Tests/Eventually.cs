namespace Dachshund.Journal.Tests;

/// <summary>Asks again until an answer is there, up to a deadline that only a broken build reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(10);

    internal static async Task<T> DoneAsync<T>(Func<Task<Call<T>>> ask)
    {
        var call = default(Call<T>);
        await TrueAsync(async () => (call = await ask()).IsDone);
        return call.Value!;
    }

    internal static async Task<Call<T>> RefusedAsync<T>(Func<Task<Call<T>>> ask)
    {
        var call = default(Call<T>);
        await TrueAsync(async () => (call = await ask()).Status == CallStatus.Refused);
        return call;
    }

    internal static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    internal static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(_deadline);
        while (!await condition())
            await Task.Delay(_poll, TimeProvider.System, deadline.Token);
    }
}
