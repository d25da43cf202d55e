using Dachshund.Channels.Retry;

namespace Dachshund.Channels.Tests.Retry;

/// <summary>What to do after an attempt.</summary>
public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy s_policy = new();

    [Fact]
    public void A_message_that_arrived_is_done() => Assert.Equal(RetryAction.Done, Decide(SendOutcome.Ok, 1).Action);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(8, 60)]
    [InlineData(99, 60)]
    public void A_transient_failure_is_tried_quickly_then_with_doubling_delays(int tries, int seconds)
    {
        var decision = Decide(SendOutcome.Transient, tries);

        Assert.Equal((RetryAction.Wait, TimeSpan.FromSeconds(seconds)), (decision.Action, decision.Delay));
        Assert.False(decision.MayRepeat);
        Assert.False(decision.PausesChannel);
    }

    [Theory]
    [InlineData(SendOutcome.Transient, 100)]
    [InlineData(SendOutcome.Ambiguous, 100)]
    [InlineData(SendOutcome.Partial, 3)]
    [InlineData(SendOutcome.AuthStale, 2)]
    [InlineData(SendOutcome.PermanentConfig, 1)]
    [InlineData(SendOutcome.PermanentMessage, 1)]
    public void Every_failure_but_a_rate_limit_ends(SendOutcome outcome, int tries)
    {
        if (tries > 1) Assert.Equal(RetryAction.Wait, Decide(outcome, tries - 1).Action);
        Assert.Equal(RetryAction.GiveUp, Decide(outcome, tries).Action);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void A_rate_limit_pauses_the_channel_for_as_long_as_it_says(int tries)
    {
        var said = s_policy.Decide(new SendResult(SendOutcome.RateLimited, TimeSpan.FromMinutes(10), "", ""), tries);
        var silent = Decide(SendOutcome.RateLimited, tries);

        Assert.Equal((RetryAction.Wait, TimeSpan.FromMinutes(10), true), (said.Action, said.Delay, said.PausesChannel));
        Assert.Equal((RetryAction.Wait, TimeSpan.FromSeconds(60), true), (silent.Action, silent.Delay, silent.PausesChannel));
    }

    [Fact]
    public void A_message_in_doubt_is_sent_again_and_may_repeat()
    {
        var decision = Decide(SendOutcome.Ambiguous, 1);

        Assert.Equal((RetryAction.Wait, TimeSpan.FromSeconds(5), true), (decision.Action, decision.Delay, decision.MayRepeat));
        Assert.Equal(TimeSpan.FromSeconds(60), Decide(SendOutcome.Ambiguous, 9).Delay);
    }

    [Fact]
    public void Only_the_failed_targets_are_tried_again()
    {
        var result = new SendResult(SendOutcome.Partial, null, "", "") { FailedTargets = ["UID_b"] };

        Assert.Equal("UID_b", Assert.Single(s_policy.Decide(result, 1).Targets));
    }

    [Fact]
    public void A_refused_message_is_rendered_anew_once_where_the_channel_says_how()
    {
        var result = new SendResult(SendOutcome.PermanentMessage, null, "", "") { Hint = RenderHint.Shrink };

        var first = s_policy.Decide(result, 1);

        Assert.Equal((RetryAction.Rerender, RenderHint.Shrink), (first.Action, first.Hint));
        Assert.Equal(RetryAction.GiveUp, s_policy.Decide(result, 2).Action);
    }

    [Fact]
    public void A_longer_wish_of_the_channel_is_heeded_and_a_shorter_one_is_not()
    {
        var longer = new SendResult(SendOutcome.Transient, TimeSpan.FromSeconds(30), "", "");
        var shorter = new SendResult(SendOutcome.Transient, TimeSpan.FromMilliseconds(1), "", "");

        Assert.Equal(TimeSpan.FromSeconds(30), s_policy.Decide(longer, 1).Delay);
        Assert.Equal(TimeSpan.FromSeconds(1), s_policy.Decide(shorter, 1).Delay);
    }

    [Fact]
    public void An_answer_that_means_no_after_some_tries_ends_then()
    {
        var result = new SendResult(SendOutcome.Transient, null, "", "") { TriesMax = 2 };

        Assert.Equal(RetryAction.Wait, s_policy.Decide(result, 1).Action);
        Assert.Equal(RetryAction.GiveUp, s_policy.Decide(result, 2).Action);
    }

    private static RetryDecision Decide(SendOutcome outcome, int tries) => s_policy.Decide(new SendResult(outcome, null, "", ""), tries);
}
