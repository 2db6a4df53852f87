using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using TorchSharp;
using VaeGen.Peers.TorchSharp;

// train MODEL THREADS WARMUP STEPS DATA    examples a second of the steps after the warm-up, and their mean loss
// versions THREADS                         whether the native library loads at all
// Each prints one line of JSON.
const int LoadNow = 2;
const int SeenByAll = 0x100;
try
{
    // There where older-libstdcxx has been at work. What it defines has to be seen by the libraries that come after it.
    string shim = Path.Combine(AppContext.BaseDirectory, "libolder-libstdcxx.so");
    if (File.Exists(shim) && Open(shim, LoadNow | SeenByAll) == 0)
        throw new DllNotFoundException($"{shim} does not load.");
    // TorchSharp does it by itself, but does not tell why it cannot.
    NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
}
catch (DllNotFoundException exception)
{
    Console.Error.WriteLine(exception.Message.Trim());
    return 1;
}

switch (args)
{
    case ["train", var model, var threads, var warmup, var steps, var folder]:
        torch.set_num_threads(Number(threads));
        Console.WriteLine(new Training(model, folder).Measure(Number(warmup), Number(steps)));
        return 0;
    case ["versions", var threads]:
        torch.set_num_threads(Number(threads));
        string versions = $"TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)} on libtorch {torch.__version__}";
        Console.WriteLine($"{{\"versions\": \"{versions}\"}}");
        return 0;
    default:
        Console.Error.WriteLine("train MODEL THREADS WARMUP STEPS DATA or versions THREADS was expected.");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

// RTLD_NOW and RTLD_GLOBAL: .NET's own NativeLibrary keeps what it loads to itself.
[DllImport("libc.so.6", EntryPoint = "dlopen")]
static extern nint Open(string path, int flags);
