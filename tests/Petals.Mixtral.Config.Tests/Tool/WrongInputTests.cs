namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>
/// The messages for wrong inputs of the tool. All are in
/// <c>tests/fixtures/messages/wrong-inputs.txt</c>. The failed test names the file to copy when a changed message is
/// approved.
/// </summary>
public sealed partial class WrongInputTests : FolderTest
{
    private readonly StringBuilder _report = new();

    [Fact]
    [Needs(Links)]
    public void The_message_for_each_wrong_input_is_the_approved_one()
    {
        WrongFiles();
        WrongArguments();
        WrongFolders();
        OtherWeights();
        DamagedCaches();
        WrongTexts();

        ApprovedFile.ShouldBe(
            "tests/fixtures/messages/wrong-inputs.txt",
            File.ReadAllText(Fixtures.Path("messages", "wrong-inputs.txt")),
            _report.ToString()
        );
    }

    private void WrongFiles()
    {
        Title("Files that are not configs");
        (string Name, string Json)[] files =
        [
            ("params.json", """{"dim": 6144, "n_layers": 56, "head_dim": 128, "vocab_size": 32768, "moe": {}}"""),
            ("adapter_config.json", """{"base_model_name_or_path": "acme/base", "peft_type": "LORA", "r": 8}"""),
            ("generation_config.json", """{"_from_model_config": true, "bos_token_id": 1, "use_cache": true}"""),
            ("sampling.json", """{"max_new_tokens": 5, "temperature": 0.6}"""),
            ("tokenizer.json", """{"added_tokens_decoder": {}, "bos_token": "<s>"}"""),
            ("tokenizer_config.json", """{"tokenizer_class": "LlamaTokenizer", "model_max_length": 1000}"""),
            ("special_tokens_map.json", """{"bos_token": "<s>"}"""),
            ("model.safetensors.index.json", """{"metadata": {}, "weight_map": {}}"""),
            ("quantize_config.json", """{"bits": 4, "group_size": 128, "desc_act": true}"""),
            ("trainer_state.json", """{"epoch": 1, "log_history": []}"""),
            ("error.json", """{"error": "Repository not found"}"""),
            ("empty.json", "{}"),
            ("client.json", """{"dht_prefix": "x", "max_retries": 3, "note": 1}"""),
            ("text_config.json", """{"model_type": "mixtral", "text_config": {"hidden_size": 6144}}"""),
            ("llm_config.json", """{"llm_config": {"num_hidden_layers": 56, "x": NaN}}"""),
        ];
        foreach ((string name, string json) in files)
        {
            Folder.Write($"files/{name}", json);
            Run("validate", $"files/{name}");
        }

        foreach (string command in (string[])["plan", "blocks", "verify"])
        {
            Run(command, "files/empty.json");
        }

        Folder.Write("folder/config.json", files[0].Json);
        Run("validate", "folder");
    }

    private void WrongArguments()
    {
        Title("Texts that are not repo ids");
        string[] models =
        [
            "https://huggingface.co/acme/m",
            "https://huggingface.co/acme/m/tree/main",
            "https://huggingface.co/acme/m/tree/v1/sub/x",
            "https://huggingface.co/acme/m/blob/refs%2Fpr%2F1/config.json?download=true",
            "https://mirror.example/acme/m/resolve/main/config.json",
            "https://huggingface.co/datasets/acme/m",
            "hf://acme/m",
            "hf://acme/m@v1",
            "huggingface.co/acme/m",
            "git@hf.co:acme/m.git",
            "models/acme/m",
            "acme/m@v1",
            "acme/m/",
            "m/",
            "'acme/m'",
            "acme/m.git",
            "acme\\m",
            "a/b/c",
        ];
        foreach (string model in models)
        {
            Record(["show", model, "--offline"]);
        }

        Record(["download", "https://huggingface.co/acme/m/tree/v1", "--offline"]);
    }

    private void WrongFolders()
    {
        Title("Folders without a config");
        string snapshot = $"home/hub/models--acme--m/snapshots/{HubCacheBuilder.Commit}";
        Folder.Write($"{snapshot}/README.md", "");
        Run("show", "home");
        Run("show", "home/hub");
        Run("show", "home/hub/models--acme--m");
        Run("show", "home/hub/models--acme--m/snapshots");
        Run("show", snapshot);
        Run("verify", "home/hub/models--acme--m");

        Folder.Write("lora/adapter_config.json", """{"base_model_name_or_path": "acme/base"}""");
        Folder.Write("lora/adapter_model.safetensors", "");
        Run("show", "lora");
        Run("verify", "lora");
        Folder.Write("lora-damaged/adapter_config.json", "[");
        Run("show", "lora-damaged");
        Folder.Write("gguf/m.Q4_K_M.GGUF", "GGUF");
        Run("show", "gguf");
        Folder.Write("mistral/params.json", "{}");
        Folder.Write("mistral/consolidated.safetensors", "");
        Run("show", "mistral");
        Folder.Write("outer/inner/config.json", TinyConfig.Json);
        Run("show", "outer");
        Folder.Write("other/README.md", "");
        Run("show", "other");
    }

    private void OtherWeights()
    {
        Title("Weights that are not found");
        (string Folder, string[] Files)[] folders =
        [
            ("consolidated", ["consolidated.00.pth", "consolidated.01.pth", "tokenizer.model"]),
            ("variant", ["model.fp16-00001-of-00002.safetensors", "model.safetensors.index.fp16.json"]),
            ("variant-old", ["pytorch_model-00001-of-00002.bf16.bin", "pytorch_model.bin.index.bf16.json"]),
            ("no-index", ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]),
            ("gptq", ["gptq_model-4bit-128g.safetensors"]),
            ("gguf-with-config", ["m.Q4_K_M.gguf"]),
            ("ranks", ["model-rank-0-part-0.safetensors", "model-rank-1-part-0.safetensors"]),
            ("adapter", ["adapter_model.safetensors"]),
            ("unfinished", ["model-00001-of-00002.safetensors.incomplete"]),
            ("renamed", ["mixtral.safetensors", "optimizer.pt", "training_args.bin", "tokenizer.bin"]),
            ("many", ["a.gguf", "a.h5", "a.npz", "adapter_model.bin", "consolidated.pth", "m.safetensors", "x.part"]),
        ];
        foreach ((string folder, string[] files) in folders)
        {
            Folder.Write($"weights/{folder}/config.json", TinyConfig.Json);
            foreach (string file in files)
            {
                Folder.Write($"weights/{folder}/{file}", "");
            }

            Run("verify", $"weights/{folder}");
        }

        Title("An index beside other shards");
        WriteIndex("stale", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
        WriteIndex("stale-single", "model.safetensors");
        WriteIndex("downloading", "model-00001-of-00002.safetensors");
        WriteIndex("stale-consolidated", "consolidated.00.pth", "consolidated.01.pth");
        WriteIndex("stale-variant", "model.fp16.safetensors");
        WriteIndex("unfinished", "model.fp16.safetensors", "model-00001-of-00003.safetensors.incomplete");
        foreach (
            string folder in (string[])
                ["stale", "stale-single", "downloading", "stale-consolidated", "stale-variant", "unfinished"]
        )
        {
            Run("verify", folder);
        }
    }

    private void WriteIndex(string folder, params string[] files)
    {
        Folder.Write($"{folder}/config.json", TinyConfig.Json);
        Folder.Write(
            $"{folder}/model.safetensors.index.json",
            """{"weight_map": {"lm_head.weight": "model-00001-of-00003.safetensors"}}"""
        );
        foreach (string file in files)
        {
            Folder.Write($"{folder}/{file}", "");
        }
    }

    private void DamagedCaches()
    {
        Title("Caches that were copied or moved");
        string repo = "a cache/models--acme--";
        Folder.Write($"{repo}text/refs/main", HubCacheBuilder.Commit);
        Folder.Write($"{repo}text/snapshots/{HubCacheBuilder.Commit}/config.json", "../../blobs/0123");
        Folder.Write($"{repo}text/snapshots/{HubCacheBuilder.Commit}/model.safetensors", "../../blobs/4567");
        RunCached("show", "text");
        Run("show", $"{repo}text/snapshots/{HubCacheBuilder.Commit}");
        foreach (
            string path in (string[])
                ["/old/hub/models--acme--text/blobs/0123", @"C:\hub\models--acme--text\blobs\0123", ""]
        )
        {
            Folder.Write($"{repo}text/snapshots/{HubCacheBuilder.Commit}/config.json", path);
            RunCached("show", "text");
        }

        Folder.Write($"{repo}moved/refs/main", HubCacheBuilder.Commit);
        Folder.Write($"{repo}moved/blobs/0123", TinyConfig.Json);
        string link = Folder.Combine($"{repo}moved/snapshots/{HubCacheBuilder.Commit}/config.json");
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, "/old/models--acme--moved/blobs/0123");
        RunCached("show", "moved");

        Folder.Write($"{repo}blobs/blobs/0123", TinyConfig.Json);
        RunCached("show", "blobs");

        Folder.Write($"{repo}weights/refs/main", HubCacheBuilder.Commit);
        Folder.Write($"{repo}weights/snapshots/{HubCacheBuilder.Commit}/config.json", TinyConfig.Json);
        RunCached("verify", "weights");
        foreach (string path in (string[])["../../blobs/4567", "/old/hub/models--acme--weights/blobs/4567"])
        {
            Folder.Write($"{repo}weights/snapshots/{HubCacheBuilder.Commit}/model.safetensors", path);
            RunCached("verify", "weights");
        }
    }

    private void WrongTexts()
    {
        Title("Texts that are not JSON, and values that are too large");
        (string Name, string Json)[] files =
        [
            ("conflict.json", "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n"),
            ("conflict-inside.json", "{\n  \"hidden_size\": 8,\n<<<<<<< HEAD\n  \"x\": 1\n=======\n  \"x\": 2\n}\n"),
            ("page.json", "<html></html>"),
            ("xhtml.json", "<?xml version=\"1.0\"?><html></html>"),
            ("denied.json", "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>"),
            ("time.json", """{"hidden_size": 8, "request_timeout": 1e300}"""),
            ("negative.json", """{"hidden_size": 8, "request_timeout": -1e300}"""),
            ("infinite.json", """{"hidden_size": 8, "request_timeout": -Infinity}"""),
            ("no-time.json", """{"hidden_size": 8, "request_timeout": NaN}"""),
        ];
        foreach ((string name, string json) in files)
        {
            Folder.Write($"texts/{name}", json);
            Run("show", $"texts/{name}");
        }
    }

    private void Title(string title) => _report.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");

    private void RunCached(string command, string name) =>
        Record([command, $"acme/{name}", "--cache-dir", Folder.Combine("a cache"), "--offline"]);

    private void Run(string command, string path) => Record([command, Folder.Combine(path), "--offline"]);

    private void Record(string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);
        string text = run.Error.Length > 0 ? run.Error : FindingsOf(run.Output);
        _report.Append(
            CultureInfo.InvariantCulture,
            $"\n$ mixtral-config {Neutral(string.Join(' ', arguments))}\n{run.Exit}: {Neutral(text.TrimEnd())}\n"
        );
    }

    private static string FindingsOf(string output) =>
        Blanks.Replace(output[output.IndexOf("\nFindings")..].Trim(), " ");

    private string Neutral(string text) =>
        text.ReplaceDirectory(Folder.Path, "/data").ReplaceDirectory(Directory.GetCurrentDirectory(), "/here");

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks { get; }
}
