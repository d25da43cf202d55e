using System.Text.Json;

namespace Dachshund.Hocon.Tests.Corpora;

public class EquivalentDocumentsTests
{
    public static TheoryData<string> Sets => [.. TestData.OwnSets.Select(set => new DirectoryInfo(set).Name)];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_file_of_a_set_resolves_to_the_same_tree_as_its_original(string set) =>
        AssertTheSame(TestData.OwnSets.Single(folder => new DirectoryInfo(folder).Name == set));

    [Fact]
    public void The_projects_own_sets_are_there() => Assert.True(TestData.OwnDocuments.Count >= 17, $"{TestData.OwnDocuments.Count} documents");

    [Fact]
    public void Sets_that_lie_beside_the_project_resolve_like_its_own() => Assert.All(TestData.MoreSets, AssertTheSame);

    private static void AssertTheSame(string folder)
    {
        using var original = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "original.json")));
        var files = Directory.GetFiles(folder);
        foreach (var file in files)
        {
            var config = HoconConfig.Resolve(HoconDocument.Load(file));
            Assert.Equal($"{file}\n{TreeText.Of(original.RootElement)}", $"{file}\n{TreeText.Of(config.Root)}");
        }

        Assert.True(files.Length >= 2, $"{folder} has nothing to compare");
    }
}
