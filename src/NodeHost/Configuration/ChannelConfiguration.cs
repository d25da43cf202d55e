using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>Where alerts go: <c>channels.NAME { type = ... }</c>.</summary>
[Variant("type", "dingtalk", typeof(DingTalkConfiguration))]
[Variant("type", "wxpusher", typeof(WxPusherConfiguration))]
[Variant("type", "terminal", typeof(TerminalConfiguration))]
internal abstract record ChannelConfiguration;
