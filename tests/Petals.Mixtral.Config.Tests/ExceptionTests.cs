namespace Petals.Mixtral.Config.Tests;

public sealed class ExceptionTests
{
    public static TheoryData<Type> Types =>
        [.. Libraries.ExportedTypes.Where(type => type.IsAssignableTo(typeof(Exception)))];

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_exception_derives_from_one_root_and_has_the_usual_constructors(Type type)
    {
        var cause = new InvalidOperationException("cause");

        type.IsAssignableTo(typeof(PretrainedConfigException)).Should().BeTrue();
        ((Exception)Activator.CreateInstance(type, "what", null)!).Message.Should().Be("what");
        ((Exception)Activator.CreateInstance(type, "what", cause)!).InnerException.Should().BeSameAs(cause);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_message_is_one_line_that_a_terminal_can_show(Type type) =>
        ((Exception)Activator.CreateInstance(type, "é\U0001F600a\nb\u001b[31m\u202ec\uD800\U000E0041", null)!)
            .Message.Should()
            .Be("é\U0001F600a\\u000ab\\u001b[31m\\u202ec\\ud800\\udb40\\udc41");
}
