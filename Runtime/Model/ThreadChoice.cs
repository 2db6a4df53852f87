using System;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The threads of a run: as many as its work pays for, at most one a core, or as many as the caller allows. A small model computes on one
/// thread.
/// </summary>
/// <remarks>
/// Work of W multiply-adds on n threads lasts about W / n, and its barriers a time that grows with n. The sum is least at n = √(W / c),
/// with one constant c to measure. Two threads are taken from W = 4 c on. Bits do not depend on the choice. Whether the cores are free is
/// another question: <see cref="TeamTrust"/>.
/// </remarks>
internal static class ThreadChoice
{
    /// <summary>The most threads that an option may ask for, and that are ever chosen.</summary>
    public const int Most = 1024;

    /// <summary>
    /// The constant c. Over models from 16-8-2 to 784-400-20 and batches from 8 to 128, on two free cores, with vectors of 256 and of 512
    /// bits, two threads were 0.8 to 1.2 times as fast as one where W was below 4 c (a step below 10 µs), 1.0 to 1.2 times from there to 5
    /// c, and 1.3 times or more in nearly all cases above. More cores than two have not been measured.
    /// </summary>
    private const double WorkOfABarrier = 1 << 17;

    /// <summary>Multiply-adds that take as long as the Adam update of one weight, with its square root and its division.</summary>
    private const double WorkOfAnUpdate = 32;

    /// <summary>Forward, the gradient of the weights, the gradient of the input.</summary>
    private const double ProductsOfATrainingStep = 3;

    /// <summary>The threads for a task of a dense model on this machine, or in what part of it the process is allowed to use.</summary>
    /// <param name="task">What is run.</param>
    /// <param name="rows">The examples of the batch.</param>
    /// <param name="parameters">Stored parameters, padding included: the padding is multiplied, too.</param>
    public static int For(NetworkTask task, int rows, int parameters) => For(task, rows, parameters, parameters);

    /// <summary>The threads for a task on this machine.</summary>
    /// <param name="task">What is run.</param>
    /// <param name="rows">The examples of the batch.</param>
    /// <param name="parameters">Stored parameters, padding included.</param>
    /// <param name="multiplyAdds">Multiply-adds of one example forward: a convolution takes each of its weights many times.</param>
    public static int For(NetworkTask task, int rows, int parameters, double multiplyAdds) =>
        For(Work(task, rows, parameters, multiplyAdds), Environment.ProcessorCount);

    /// <summary>The threads for so much work.</summary>
    /// <param name="work">Multiply-adds, as the estimate of a task counts them.</param>
    /// <param name="most">The most threads to choose, at least 1: the cores, or fewer, or more where a caller allows them.</param>
    public static int For(double work, int most) => (int)Math.Clamp(Math.Sqrt(work / WorkOfABarrier), 1, Math.Min(most, Most));

    /// <summary>The multiply-adds of a task of a dense model, and what else takes as long as so many: an estimate from the shapes
    /// alone.</summary>
    public static double Work(NetworkTask task, int rows, int parameters) => Work(task, rows, parameters, parameters);

    /// <summary>The multiply-adds of a task, and what else takes as long as so many.</summary>
    public static double Work(NetworkTask task, int rows, int parameters, double multiplyAdds) => task switch
    {
        NetworkTask.Train => ProductsOfATrainingStep * rows * multiplyAdds + WorkOfAnUpdate * parameters,
        NetworkTask.ApplyGradients => WorkOfAnUpdate * parameters,
        _ => rows * multiplyAdds,
    };
}
