namespace Dachshund.Cluster.Tests;

/// <summary>What a verb answered.</summary>
internal sealed record Said(int Code, string Text);
