using System.Text.Json;

namespace Dachshund.Hocon.Tests.Corpora;

public class EquivalentDocumentsTests
{
    public static TheoryData<string> Sets => [.. TestData.DocumentSets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_file_of_a_set_resolves_to_the_same_tree_as_its_original(string set)
    {
        using var original = JsonDocument.Parse(File.ReadAllText(Path.Combine(set, "original.json")));
        var files = Directory.GetFiles(set);
        foreach (var file in files)
        {
            var config = HoconConfig.Resolve(HoconDocument.Load(file));
            Assert.Equal($"{file}\n{TreeText.Of(original.RootElement)}", $"{file}\n{TreeText.Of(config.Root)}");
        }

        Assert.True(files.Length >= 2, $"{set} has nothing to compare");
    }

    [Fact]
    public void The_projects_own_sets_are_there() => Assert.True(TestData.OwnDocuments.Count >= 17, $"{TestData.OwnDocuments.Count} documents");
}
