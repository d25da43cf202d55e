using System.Text;

namespace Dachshund.Alerting.Tests;

public class SmokeTests
{
    [Fact]
    public void A_notice_comes_back_from_its_json_with_defaults_where_members_are_missing()
    {
        var notice = Notice.FromJson(Encoding.UTF8.GetBytes("""{"kind":"match","host":"db-3"}"""));
        Assert.Equal(("db-3", "error", 1L, "", 0, 0), (notice.Host, notice.Severity, notice.Count, notice.Rule, notice.Labels.Count, notice.Samples.Length));
    }
}
