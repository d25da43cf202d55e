using Dachshund.Journal;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Takes the answer out of a call of one who only looks and has nothing to fall back on.</summary>
internal static class Answered
{
    /// <summary>The answer.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public static async Task<T> Of<T>(Task<Call<T>> calling) => (await calling).Require();
}
