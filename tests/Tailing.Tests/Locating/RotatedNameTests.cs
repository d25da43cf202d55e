using Dachshund.Tailing.Locating;

namespace Dachshund.Tailing.Tests.Locating;

public sealed class RotatedNameTests
{
    [Theory]
    [InlineData("app.log.1")]
    [InlineData("app.log-20260101")]
    [InlineData("app.log-20260101-1767225600.gz")]
    [InlineData("app.log.2026-01-01.gz")]
    [InlineData("app.log.2026-01-01.1.gz")]
    [InlineData("app.log_20260101")]
    [InlineData("app-2026-01-01.log")]
    [InlineData("app-2026-01-01-1.log.gz")]
    [InlineData("app-2026-01-01T00-00-00.000.log.gz")]
    [InlineData("app.1.log")]
    [InlineData("app-20260101.log.1")]
    [InlineData("app.log.gz")]
    [InlineData("app.log.old")]
    [InlineData("app.log.1.bak")]
    public void Rotation_of_app_log_is_traced_back_to_it(string name) => Assert.Contains("app.log", RotatedName.Before(name));

    [Theory]
    [InlineData("app.log")]
    [InlineData("20260101.log")]
    [InlineData("app2.log")]
    [InlineData("-.log")]
    [InlineData(".gz")]
    [InlineData("1")]
    [InlineData("log.")]
    [InlineData("")]
    public void Name_that_no_rotation_gave_stays(string name) => Assert.Empty(RotatedName.Before(name));
}
