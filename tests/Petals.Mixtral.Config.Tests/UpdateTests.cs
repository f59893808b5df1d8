using System.Text.Json;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests;

public sealed class UpdateTests
{
    private static readonly DistributedMixtralConfig Tiny = TinyConfig.Read("note", "\"old\"");

    [Fact]
    public void A_string_updates_several_settings_at_once()
    {
        DistributedMixtralConfig config = Tiny.UpdateFromString(
            "hidden_size=32,rms_norm_eps=1e-6,use_cache=no,hidden_act=gelu,note=new,temperature=0.5,num_labels=3,max_pinged= 1_0 "
        );

        config
            .Should()
            .BeEquivalentTo(
                new
                {
                    HiddenSize = 32,
                    RmsNormEps = 1e-6,
                    UseCache = false,
                    HiddenAct = "gelu",
                    NumLabels = 3,
                    MaxPinged = 10,
                },
                options => options.Excluding(it => it.NumLabels)
            );
        config.NumLabels.Should().Be(3);
        config.ExtraAttributes["note"].GetString().Should().Be("new");
        config.ExtraAttributes["temperature"].GetDouble().Should().Be(0.5);
        Tiny.HiddenSize.Should().Be(64);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("Y", true)]
    [InlineData("yes", true)]
    [InlineData("FALSE", false)]
    [InlineData("0", false)]
    [InlineData("n", false)]
    [InlineData("no", false)]
    public void A_Boolean_has_four_spellings_each_way(string value, bool expected) =>
        Tiny.UpdateFromString($"use_cache={value}").UseCache.Should().Be(expected);

    [Theory]
    [InlineData("connect_timeout=2.5", 2.5)]
    [InlineData("connect_timeout=7", 7)]
    public void A_time_whose_default_is_an_integer_takes_a_fraction_too(string update, double seconds) =>
        Tiny.UpdateFromString(update).ConnectTimeout.Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("rope_theta=inf", double.PositiveInfinity)]
    [InlineData("rope_theta=-Infinity", double.NegativeInfinity)]
    [InlineData("rope_theta=nan", double.NaN)]
    [InlineData("rope_theta=5", 5)]
    public void A_float_may_be_any_that_Python_understands(string update, double expected) =>
        Tiny.UpdateFromString(update).RopeTheta.Should().Be(expected);

    [Theory]
    [InlineData("use_cache=maybe", "use_cache: expected true, 1, y, yes, false, 0, n or no, found 'maybe'.")]
    [InlineData("hidden_size=x", "hidden_size: expected a number, found 'x'.")]
    [InlineData(
        "sliding_window=5",
        "sliding_window is null, which an update from a string cannot change to another type. Use "
            + "Update(\"sliding_window\", …)."
    )]
    [InlineData(
        "architectures=x",
        "architectures is [\"MixtralForCausalLM\"], which an update from a string cannot change to another type. Use "
            + "Update(\"architectures\", …)."
    )]
    [InlineData("hidden_size", "The update 'hidden_size' is not of the form key=value.")]
    [InlineData("note=a=b", "The update 'note=a=b' is not of the form key=value.")]
    [InlineData("", "The update '' is not of the form key=value.")]
    [InlineData("hidden_size=1.5", "the update, $.hidden_size: expected an integer of 32 bits, found 1.5.")]
    public void A_string_that_Python_refuses_is_refused(string update, string message) =>
        Tiny.Invoking(it => it.UpdateFromString(update)).Should().Throw<ConfigFormatException>().WithMessage(message);

    [Theory]
    [InlineData("num_expert_per_tok", "num_experts_per_tok")]
    [InlineData("hiddensize", "hidden_size")]
    [InlineData("temprature", "temperature")]
    [InlineData("note2", "note")]
    [InlineData("block_prefixes", null)]
    [InlineData("completely_different_thing", null)]
    public void An_unknown_key_is_an_error_that_suggests_the_nearest_name(string key, string? suggestion)
    {
        UnknownSettingException exception = Tiny.Invoking(it => it.UpdateFromString($"{key}=1"))
            .Should()
            .Throw<UnknownSettingException>()
            .Which;

        exception.Key.Should().Be(key);
        exception.Suggestion.Should().Be(suggestion);
        Tiny.Invoking(it => it.Update(key, JsonElement.Parse("1")))
            .Should()
            .Throw<UnknownSettingException>()
            .Which.Message.Should()
            .Be(exception.Message)
            .And.Be(
                "The config has no setting "
                    + $"'{key}'{(suggestion is null ? "." : $"; did you mean '{suggestion}'?")} Keys are written in "
                    + "snake_case; a key of your own goes into ExtraAttributes."
            );
    }

    [Theory]
    [InlineData("block_prefix")]
    [InlineData("num_key_value_groups")]
    [InlineData("model_type")]
    [InlineData("_commit_hash")]
    [InlineData("attn_implementation")]
    public void What_is_fixed_or_dropped_cannot_be_updated(string key)
    {
        Tiny.Invoking(it => it.Update(key, JsonElement.Parse("\"x\"")))
            .Should()
            .Throw<UnknownSettingException>()
            .WithMessage($"'{key}' cannot be set*. Leave it out.")
            .Which.Key.Should()
            .Be(key);
        Tiny.Invoking(it => it.UpdateFromString($"{key}=x"))
            .Should()
            .Throw<UnknownSettingException>()
            .WithMessage($"'{key}' cannot be set*");
    }

    [Fact]
    public void Rope_parameters_that_are_updated_bring_their_theta_along()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig
            .FromJson("""{"rope_parameters": {"rope_theta": 5.0}}""")
            .Update("rope_parameters", JsonElement.Parse("""{"rope_theta": 7.0, "rope_type": "yarn"}"""));

        config.RopeTheta.Should().Be(7);
        config.ExtraAttributes["rope_parameters"].GetProperty("rope_type").GetString().Should().Be("yarn");
        config.ToJsonString().Should().Contain("  \"rope_theta\": 7.0,").And.Contain("    \"rope_theta\": 7.0,");
    }

    [Fact]
    public void The_name_or_path_is_updated_by_either_of_its_names()
    {
        Tiny.Update("name_or_path", JsonElement.Parse("\"/a\"")).NameOrPath.Should().Be("/a");
        Tiny.Update("_name_or_path", JsonElement.Parse("\"/b\"")).NameOrPath.Should().Be("/b");
    }

    [Fact]
    public void A_key_of_Petals_that_was_updated_is_written_even_where_it_has_its_default() =>
        Tiny.Update("max_retries", JsonElement.Parse("null")).ToJsonString().Should().Contain("\"max_retries\": null");

    [Fact]
    public void An_update_keeps_the_number_form_it_was_given_and_all_others()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig
            .FromJson("""{"rope_theta": 1000000, "hidden_size": 64.0, "x": 1e2}""")
            .Update("request_timeout", JsonElement.Parse("60.0"))
            .Update("rms_norm_eps", JsonElement.Parse("1"));

        config
            .ToJsonString()
            .Should()
            .Contain("\"request_timeout\": 60.0")
            .And.Contain("\"rms_norm_eps\": 1,")
            .And.Contain("\"rope_theta\": 1000000,")
            .And.Contain("\"hidden_size\": 64.0")
            .And.Contain("\"x\": 100.0");
    }

    [Fact]
    public void A_config_that_was_not_read_is_updated_like_any_other()
    {
        DistributedMixtralConfig config = new DistributedMixtralConfig
        {
            TorchDtype = TorchDtype.BFloat16,
            NumLocalExperts = 4,
            RopeTheta = 5,
        }.Update("vocab_size", JsonElement.Parse("5"));

        config
            .Should()
            .BeEquivalentTo(
                new
                {
                    TorchDtype = TorchDtype.BFloat16,
                    NumLocalExperts = 4,
                    RopeTheta = 5.0,
                    VocabSize = 5,
                }
            );
        config
            .ToJsonString()
            .Should()
            .NotContain("\"dtype\"")
            .And.NotContain("\"num_experts\"")
            .And.NotContain("rope_parameters");
    }

    [Fact]
    public void As_many_labels_as_there_are_change_nothing()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"id2label": {"0": "cat", "1": "dog"}, "label2id": {"cat": 0, "dog": 1}}"""
        );

        config.Update("num_labels", JsonElement.Parse("2")).Should().Be(config);
        config.UpdateFromString("num_labels=2").ToJsonString().Should().Be(config.ToJsonString());
        config
            .UpdateFromString("num_labels=1")
            .Label2Id.Should()
            .Equal(new Dictionary<string, int> { ["LABEL_0"] = 0 });
    }

    [Fact]
    public void Other_names_of_a_setting_are_taken_too()
    {
        DistributedMixtralConfig config = Tiny.UpdateFromString("name_or_path=/a,dtype=float32,num_experts=5");

        config
            .Should()
            .BeEquivalentTo(
                new
                {
                    NameOrPath = "/a",
                    TorchDtype = TorchDtype.Float32,
                    NumLocalExperts = 5,
                }
            );
    }

    [Theory]
    [InlineData("n=99999999999999999999", "\"n\": 99999999999999999999")]
    [InlineData("n=-1_000", "\"n\": -1000")]
    [InlineData("rope_theta=1_0.5e1_0", "\"rope_theta\": 105000000000.0")]
    [InlineData("rope_theta=+inf", "\"rope_theta\": Infinity")]
    public void A_number_may_be_written_as_Python_reads_it(string update, string expected) =>
        DistributedMixtralConfig
            .FromJson("""{"n": 5}""")
            .UpdateFromString(update)
            .ToJsonString()
            .Should()
            .Contain(expected);

    [Theory]
    [InlineData("n=1__0")]
    [InlineData("n=_1")]
    [InlineData("n=5\0")]
    [InlineData("rope_theta=+-inf")]
    [InlineData("rope_theta=1_.5")]
    public void A_number_that_Python_does_not_read_is_refused(string update) =>
        DistributedMixtralConfig
            .FromJson("""{"n": 5}""")
            .Invoking(it => it.UpdateFromString(update))
            .Should()
            .Throw<ConfigFormatException>();

    [Fact]
    public void Thousands_of_keys_are_updated_at_once()
    {
        string[] keys = [.. Enumerable.Range(0, 3000).Select(i => $"key{i}")];
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            $"{{{string.Join(',', keys.Select(key => $"\"{key}\": 0"))}}}"
        );

        config
            .UpdateFromString(string.Join(',', keys.Select(key => $"{key}=1")))
            .ExtraAttributes.Values.Should()
            .OnlyContain(value => value.GetInt32() == 1);
    }

    [Fact]
    public void What_was_changed_before_an_update_stays_changed()
    {
        DistributedMixtralConfig config = (
            Tiny with
            {
                MaxRetries = 3,
                RopeTheta = 5,
                Label2Id = null,
                ExtraAttributes = new Dictionary<string, JsonElement>(),
            }
        ).Update("hidden_size", JsonElement.Parse("32"));

        config
            .Should()
            .Be(
                Tiny with
                {
                    MaxRetries = 3,
                    RopeTheta = 5,
                    Label2Id = null,
                    HiddenSize = 32,
                    ExtraAttributes = new Dictionary<string, JsonElement>(),
                }
            );
    }

    [Fact]
    public void A_wrong_value_is_an_error_that_names_the_key() =>
        Tiny.Invoking(it => it.Update("max_retries", JsonElement.Parse("\"x\"")))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("the update, $.max_retries: expected an integer of 32 bits, or null, found \"x\".");

    [Fact]
    public void A_blank_key_is_an_error_of_the_caller()
    {
        Tiny.Invoking(it => it.Update(" ", default(JsonElement))).Should().Throw<ArgumentException>();
        Tiny.Invoking(it => it.UpdateFromString(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void UpdateFromString_uses_the_last_value_of_a_repeated_key_as_Python_does()
    {
        Tiny.UpdateFromString("max_pinged=x,hidden_act=gelu,max_pinged=4").MaxPinged.Should().Be(4);
        Tiny.UpdateFromString("num_labels=100000,num_labels=3").NumLabels.Should().Be(3);
    }

    [Fact]
    public void UpdateFromString_reads_the_value_of_a_repeated_key_once()
    {
        var config = DistributedMixtralConfig.FromJson($$"""{"x": "{{new string('a', 100_000)}}"}""");
        string update = string.Join(',', Enumerable.Repeat("x=b", 1000));
        long before = GC.GetAllocatedBytesForCurrentThread();

        config.UpdateFromString(update).ExtraAttributes["x"].GetString().Should().Be("b");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
    }

    [Fact]
    public void The_message_about_a_long_value_is_short()
    {
        string text = new('y', 100_000);
        var config = DistributedMixtralConfig.FromJson($$"""{"x": ["{{text}}"], "n": 1}""");

        foreach (string update in (string[])[text, "x=1", $"n={text}", $"use_cache={text}"])
        {
            config
                .Invoking(it => it.UpdateFromString(update))
                .Should()
                .Throw<ConfigFormatException>()
                .Which.Message.Length.Should()
                .BeLessThan(300);
        }
    }
}
