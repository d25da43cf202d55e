namespace Dachshund.Hocon.Tests.Binding;

internal enum Coat
{
    ShortHaired,
    LongHaired,
    WireHaired,
}
