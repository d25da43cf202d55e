using Dachshund.Journal;
using Dachshund.Kernel;

namespace Dachshund.Actors.Inspection;

/// <summary>What a node's inspector needs.</summary>
/// <param name="Journal">Redis.</param>
/// <param name="Host">The node's name.</param>
/// <param name="Tree">The exact tree of the node's actors.</param>
/// <param name="Leave">Makes the process leave; returns at once.</param>
internal sealed record InspectorSettings(JournalClient Journal, string Host, Func<ActorTreeNode> Tree, Action Leave);
