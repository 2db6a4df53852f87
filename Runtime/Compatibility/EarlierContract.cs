using System;
using System.Reflection;

namespace VaeGen;

/// <summary>
/// What meets a model that was compiled for an earlier contract, <c>VaeGen.Runtime.V1</c>: its types stay as far as a model needs them to
/// load and to begin its constructor, which ends in one sentence that says what to do.
/// </summary>
internal static class EarlierContract
{
    /// <summary>The exception that the model's constructor throws.</summary>
    /// <param name="model">The model.</param>
    public static NotSupportedException Refusal(object model)
    {
        string assembly = model.GetType().Assembly.GetName().Name ?? "its assembly";
        AssemblyName runtime = typeof(EarlierContract).Assembly.GetName();
        return new($"The model {model.GetType().FullName} in {assembly} was compiled by an earlier VaeGen, for VaeGen.Runtime.V1; "
            + $"{runtime.Name} {runtime.Version} runs what is compiled for VaeGen.Runtime.V2. Build {assembly} again with this version of "
            + "VaeGen. Its weight files stay valid.");
    }
}
