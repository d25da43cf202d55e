using System.Xml.Linq;

namespace Dachshund.Tidy.Tests;

/// <summary>The arrows between rooms, read from the project files: what may name what.</summary>
public sealed class ArrowTests
{
    private static readonly string[] s_rooms =
        ["Kernel", "Hocon", "Tailing", "Matching", "Journal", "Alerting", "Channels", "Context", "Tasks"];

    [Fact]
    public void Rooms_name_nothing_of_each_other()
    {
        var seen = 0;
        foreach (var room in s_rooms.Where(room => Directory.Exists(Path.Combine(Repository.Root, "src", room))))
        {
            seen++;
            Assert.Empty(References(room));
        }

        Assert.True(seen >= 7, $"only {seen} rooms were found");
    }

    [Fact]
    public void Actors_name_the_rooms_but_not_the_configuration_language()
    {
        var references = References("Actors");
        Assert.DoesNotContain("Dachshund.Hocon", references);
        Assert.All(references, name => Assert.Contains(name["Dachshund.".Length..], s_rooms));
    }

    [Theory]
    [InlineData("StackExchange.Redis", "Journal")]
    [InlineData("Flurl.Http", "Channels")]
    [InlineData("Cronos", "Tasks")]
    public void A_library_belongs_to_one_room_and_does_not_leak(string package, string room)
    {
        foreach (var project in Repository.Files("src", "*.csproj"))
        {
            var reference = XDocument.Load(project).Descendants("PackageReference")
                .SingleOrDefault(element => element.Attribute("Include")?.Value == package);
            if (Path.GetFileNameWithoutExtension(project) == "Dachshund." + room)
                Assert.Equal("compile", reference?.Attribute("PrivateAssets")?.Value);
            else
                Assert.Null(reference);
        }
    }

    [Fact]
    public void Transitive_references_are_off()
    {
        var props = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));
        Assert.Equal("true", props.Descendants("DisableTransitiveProjectReferences").Single().Value);
    }

    private static string[] References(string room) =>
        [.. XDocument.Load(Path.Combine(Repository.Root, "src", room, $"Dachshund.{room}.csproj"))
            .Descendants("ProjectReference")
            .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")?.Value ?? ""))];
}
