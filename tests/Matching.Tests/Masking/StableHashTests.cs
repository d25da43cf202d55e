using System.Text;
using Dachshund.Matching.Masking;

namespace Dachshund.Matching.Tests.Masking;

public sealed class StableHashTests
{
    // Published values of XXH64, seed 0; the last is longer than a stripe of 32 bytes.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void Hash_is_xxh64(string text, ulong expected) =>
        Assert.Equal(expected, StableHash.Compute(Encoding.ASCII.GetBytes(text)));
}
