using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Integration.Tests.Models;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>Random models, generated, compiled in memory and loaded.</summary>
internal static class RandomAssembly
{
    /// <summary>Many models in one compilation.</summary>
    public static Assembly Of(IEnumerable<RandomModel> models)
    {
        // The compiler's own diagnostics alone, with warnings as errors: what the analyzer says of right models is tested elsewhere.
        string source = CompiledModels.SourceOf(models);
        using MemoryStream image = new();
        EmitResult result = ModelCompilation.Of(source).Output.Emit(image);
        Assert.True(
            result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)) + "\n" + source);
        return Assembly.Load(image.ToArray());
    }
}
