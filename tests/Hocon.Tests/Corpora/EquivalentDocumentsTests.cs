using System.Text.Json;

namespace Dachshund.Hocon.Tests.Corpora;

public class EquivalentDocumentsTests
{
    [CorpusFact]
    public void Every_file_of_a_set_resolves_to_the_same_tree_as_its_original()
    {
        var folders = Directory.GetDirectories(TestData.HoconFolder!, "equiv*");
        var compared = 0;
        foreach (var folder in folders)
        {
            using var original = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "original.json")));
            foreach (var file in Directory.GetFiles(folder))
            {
                var config = HoconConfig.Resolve(HoconDocument.Load(file));
                Assert.Equal($"{file}\n{TreeText.Of(original.RootElement)}", $"{file}\n{TreeText.Of(config.Root)}");
                compared++;
            }
        }

        Assert.True(folders.Length >= 4, $"only {folders.Length} sets");
        Assert.True(compared >= 18, $"only {compared} files");
    }
}
