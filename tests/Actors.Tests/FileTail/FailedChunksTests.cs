using Dachshund.Actors.FileTail;

namespace Dachshund.Actors.Tests.FileTail;

public sealed class FailedChunksTests
{
    [Fact]
    public void A_place_is_given_up_at_the_third_failure_whatever_its_borders_are()
    {
        var failures = new FailedChunks();
        failures.Note(100, 200, "boom");
        failures.Note(150, 260, "boom");
        Assert.Null(failures.GivenUp(100, 200));
        failures.Note(120, 180, "bang");
        Assert.Equal("bang", failures.GivenUp(150, 300));
        Assert.Null(failures.GivenUp(300, 400));
    }

    [Fact]
    public void Failures_at_other_places_begin_anew()
    {
        var failures = new FailedChunks();
        failures.Note(0, 10, "boom");
        failures.Note(10, 20, "boom");
        failures.Note(20, 30, "boom");
        Assert.Null(failures.GivenUp(20, 30));
    }
}
