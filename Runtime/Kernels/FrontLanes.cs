using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>For each mask of eight lanes the order that brings those of the mask to the front.</summary>
internal static class FrontLanes
{
    private static readonly ulong[] Orders = [.. Enumerable.Range(0, 256).Select(Order)];

    /// <summary>Eight numbers of lanes: first those of the mask, ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Of(uint mask) =>
        Avx2.ConvertToVector256Int32(
            Vector128.CreateScalarUnsafe(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Orders), mask)).AsByte());

    private static ulong Order(int mask)
    {
        ulong order = 0;
        for (int lane = 7; lane >= 0; lane--)
        {
            if ((mask >> lane & 1) != 0)
                order = order << 8 | (uint)lane;
        }

        return order;
    }
}
