using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace VaeGen.Mnist;

/// <summary>A request of the system to end, as a batch queue sends it before it kills, ends the work in order like Ctrl-C.</summary>
internal static class Termination
{
    public static IDisposable Cancels(CancellationTokenSource cancellation) =>
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            cancellation.Cancel();
        });
}
