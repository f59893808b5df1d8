using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Compiles a sample as the SDK compiles a Program.cs, and runs it.</summary>
internal static class CSharpSample
{
    /// <summary>The implicit usings of a project.</summary>
    private const string Surroundings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        """;

    public static async Task RunAsync(string code, IReadOnlyList<string> args)
    {
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            $"Sample{Guid.NewGuid():N}",
            [
                CSharpSyntaxTree.ParseText(Surroundings, options),
                CSharpSyntaxTree.ParseText(
                    code.Replace("tests/fixtures/hub", Fixtures.Hub.Replace('\\', '/')),
                    options
                ),
            ],
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

        using var image = new MemoryStream();
        compilation
            .Emit(image)
            .Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Should()
            .BeEmpty();

        MethodInfo main = Assembly.Load(image.ToArray()).EntryPoint!;
        object? result = main.Invoke(null, main.GetParameters().Length == 0 ? [] : [args.ToArray()]);
        await (result as Task ?? Task.CompletedTask);
    }
}
