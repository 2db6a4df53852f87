using System.ComponentModel;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V1;

/// <summary>Which vectors this machine runs at full speed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorWidths
{
    /// <summary>
    /// Whether the machine has the fused multiply-add that everything here is built on. Without it each one is computed in software: the
    /// results
    /// keep their bits and the run is many times slower, which a run should say.
    /// </summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>
    /// The widest vectors that the machine has together with fused multiply-add; <see cref="VectorWidth.Scalar"/> where it has none.
    /// </summary>
    public static VectorWidth Best
    {
        get
        {
            if (!HasFusedMultiplyAdd || !Vector128.IsHardwareAccelerated)
                return VectorWidth.Scalar;
            if (Vector512.IsHardwareAccelerated)
                return VectorWidth.Bits512;
            return Avx2.IsSupported ? VectorWidth.Bits256 : VectorWidth.Bits128;
        }
    }
}
