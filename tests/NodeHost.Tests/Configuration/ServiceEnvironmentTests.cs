using Dachshund.NodeHost.Configuration;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Configuration;

public sealed class ServiceEnvironmentTests
{
    [Fact]
    public void Verbs_by_hand_have_the_variables_of_the_service_whose_configuration_they_read()
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, "env"), "# secrets\n; more\nNAME = web-7\nQUOTED=\"a b=c\"\nOWN=theirs\n=x\nnothing\n");
        var file = Path.Combine(folder.Path, "dachshund.conf");
        var environment = ServiceEnvironment.Over(name => name == "OWN" ? "mine" : null, file, folder.Path);
        Assert.Equal(
            ("web-7", "a b=c", "mine", null), (environment("NAME"), environment("QUOTED"), environment("OWN"), environment("nothing")));

        // Another's configuration reads no file beside it.
        Assert.Null(ServiceEnvironment.Over(_ => null, Path.Combine(folder.Path, "other", "dachshund.conf"), folder.Path)("NAME"));
        Assert.Null(ServiceEnvironment.Over(_ => null, null, folder.Path)("NAME"));
        File.Delete(Path.Combine(folder.Path, "env"));
        Assert.Null(ServiceEnvironment.Over(_ => null, file, folder.Path)("NAME"));
    }

    [Fact]
    public void Loader_takes_them()
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, "env"), "NAME=web-7\n");
        var file = Path.Combine(folder.Path, "dachshund.conf");
        File.WriteAllText(file, "dachshund.node.name = ${NAME}");
        Assert.Equal("web-7", ConfigurationLoader.Load(new ConfigurationRequest { File = file, ServiceFolder = folder.Path }).Value?.Node.Name);
        Assert.Null(ConfigurationLoader.Load(new ConfigurationRequest { File = file }).Value);
    }
}
