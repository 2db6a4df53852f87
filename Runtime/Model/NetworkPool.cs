using System;
using System.Numerics;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Networks that wait for a caller. Taking one and giving it back is an exchange of a reference: no lock, nothing allocated once there are
/// as many as callers.
/// </summary>
internal sealed class NetworkPool<T>(ModelState<T> state)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // One example and a few run in one tile of rows, which stays in the caches near the core.
    private const int FewRows = 16;
    private const int ManyRows = 128;

    private readonly VariationalNetwork<T>?[] forFew = new VariationalNetwork<T>?[4 * Environment.ProcessorCount];
    private readonly VariationalNetwork<T>?[] forMany = new VariationalNetwork<T>?[2 * Environment.ProcessorCount];

    /// <summary>A network with room for that many examples.</summary>
    public VariationalNetwork<T> Rent(int rows)
    {
        VariationalNetwork<T>?[] waiting = rows <= FewRows ? forFew : forMany;
        for (int i = 0; i < waiting.Length; i++)
        {
            if (Volatile.Read(ref waiting[i]) is null || Interlocked.Exchange(ref waiting[i], null) is not { } network)
                continue;
            if (network.Capacity >= rows)
                return network;
            // Too small: it goes back, or is dropped where another has taken its place.
            Interlocked.CompareExchange(ref waiting[i], network, null);
        }

        return state.CreateNetwork(rows <= FewRows ? FewRows : Math.Max(rows, ManyRows));
    }

    /// <summary>Lets a network wait for its next caller; where enough are waiting, it is dropped.</summary>
    public void Return(VariationalNetwork<T> network)
    {
        network.Batch.Data = null;
        network.Batch.HasMissing = false;
        network.Batch.Noise = [];
        network.Batch.NoiseSource = NoiseSource.Zero;
        network.ForgetExposures();
        VariationalNetwork<T>?[] waiting = network.Capacity <= FewRows ? forFew : forMany;
        for (int i = 0; i < waiting.Length; i++)
        {
            if (Interlocked.CompareExchange(ref waiting[i], network, null) is null)
                return;
        }
    }
}
