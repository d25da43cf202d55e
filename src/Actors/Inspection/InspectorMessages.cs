using Dachshund.Journal.Questions;

namespace Dachshund.Actors.Inspection;

/// <summary>Somebody asks this node.</summary>
internal sealed record Asked(Question Question);
