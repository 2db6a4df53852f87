using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace VaeGen.Mnist;

/// <summary>
/// Lets the work end in order at Ctrl-C or Ctrl-Break, and at a request of the system, as a batch queue sends it before it kills. A second
/// Ctrl-C ends the process.
/// </summary>
/// <remarks>Signals themselves, not <see cref="Console.CancelKeyPress"/>, which would set up the whole console before the work
/// begins.</remarks>
internal sealed class Termination : IDisposable
{
    private readonly CancellationTokenSource cancellation;
    private readonly PosixSignalRegistration[] registrations;

    public Termination(CancellationTokenSource cancellation)
    {
        this.cancellation = cancellation;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Terminate),
        ];
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
            registration.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = !cancellation.IsCancellationRequested;
        cancellation.Cancel();
    }

    private void Terminate(PosixSignalContext context)
    {
        context.Cancel = true;
        cancellation.Cancel();
    }
}
