using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>The numerics of <see cref="LinearModel"/> as plain loops, computed by the first worker of a team alone.</summary>
internal sealed class LinearNetwork : VariationalNetwork<double>
{
    private readonly LinearModel model;
    private readonly bool isGaussian;
    private readonly bool isPerElement;
    private readonly PanelMatrix<double> x;
    private readonly PanelMatrix<double> mu;
    private readonly PanelMatrix<double> logVariance;
    private readonly PanelMatrix<double> noise;
    private readonly PanelMatrix<double> z;
    private readonly PanelMatrix<double> output;
    private readonly PanelMatrix<double> dOutput;
    private readonly ExampleSums<double> reconstruction;
    private readonly ExampleSums<double> kl;
    private readonly ExampleSums<double> logRatio;
    private readonly ExampleSums<double>? squaredError;
    private readonly PanelMatrix<double>? elementErrors;
    private readonly double[] terms = new double[8];
    private readonly double[] ratios = new double[8];

    public LinearNetwork(LinearModel model, Parameters<double> parameters, int capacity, TrainingState<double>? training)
        : base(parameters, capacity, training)
    {
        this.model = model;
        isGaussian = model.Description.Likelihood == Distribution.Gaussian;
        isPerElement = isGaussian && parameters.Matrix("decoder.variance").Columns > 1;
        x = Matrix(capacity, LinearModel.Features);
        mu = Matrix(capacity, LinearModel.Latent);
        logVariance = Matrix(capacity, LinearModel.Latent);
        noise = Matrix(capacity, LinearModel.Latent);
        z = Matrix(capacity, LinearModel.Latent);
        output = Matrix(capacity, LinearModel.Features);
        dOutput = Matrix(capacity, LinearModel.Features);
        reconstruction = Sums(capacity, LinearModel.Features);
        kl = Sums(capacity, LinearModel.Latent);
        logRatio = Sums(capacity, LinearModel.Latent);
        squaredError = isGaussian ? Sums(capacity, LinearModel.Features) : null;
        elementErrors = isPerElement ? Matrix(capacity, LinearModel.Features) : null;
        AllocateGradients();
    }

    /// <summary>Whether the KL is log q(z|x) − log p(z) at the sample; its gradient is the closed form's still.</summary>
    public bool SamplesKl { get; init; }

    protected override void Connect(NetworkPorts<double> ports)
    {
        ports.Add(PortRole.Input, "x", x);
        ports.Add(PortRole.Latent, "z", z);
        ports.Add(PortRole.Posterior, "z", mu, "mean");
        ports.Add(PortRole.Posterior, "z", logVariance, "log_variance");
        ports.Add(PortRole.Mean, "x", output);
        ports.Add(PortRole.Draw, "x", dOutput);
        ports.Add(PortRole.Reconstruction, "x", reconstruction);
        ports.Add(PortRole.Kl, "z", kl);
        ports.Add(PortRole.LogRatio, "z", logRatio);
        if (squaredError is not null)
            ports.Add(PortRole.SquaredError, "x", squaredError);
        if (elementErrors is { } errors)
            ports.Add(PortRole.ElementSquaredErrors, "x", errors);
    }

    private double Variance(int element) => Parameters.Matrix("decoder.variance")[0, isPerElement ? element : 0];

    protected override void Encode(Worker worker)
    {
        if (worker.Index > 0)
            return;
        Affine("encoder.mean.weight", "encoder.mean.bias", x, mu);
        Affine("encoder.log_variance.weight", "encoder.log_variance.bias", x, logVariance);
    }

    protected override void Decode(Worker worker)
    {
        if (worker.Index > 0)
            return;
        Affine("decoder.mean.weight", "decoder.mean.bias", z, output);
        for (int i = 0; !isGaussian && i < Rows * LinearModel.Features; i++)
        {
            PanelMatrix<double> mean = output;
            (int row, int column) = Math.DivRem(i, LinearModel.Features);
            mean[row, column] = 1 / (1 + Math.Exp(-mean[row, column]));
        }
    }

    protected override void EstimateElbo(Worker worker)
    {
        if (worker.Index > 0)
            return;
        model.Running?.Invoke();
        Encode(worker);
        PanelMatrix<double> latent = z;
        for (int row = 0; row < Rows; row++)
        {
            FillNoise(noise, new Tile(0, row, 1));
            for (int j = 0; j < LinearModel.Latent; j++)
            {
                terms[j] = 0.5 * (mu[row, j] * mu[row, j] + Math.Exp(logVariance[row, j]) - logVariance[row, j] - 1);
                latent[row, j] = mu[row, j] + Math.Exp(logVariance[row, j] / 2) * noise[row, j];
                ratios[j] = 0.5 * (latent[row, j] * latent[row, j] - noise[row, j] * noise[row, j] - logVariance[row, j]);
            }

            kl.Set<Double1>(new Tile(0, row, 1), SamplesKl ? ratios : terms);
            logRatio.Set<Double1>(new Tile(0, row, 1), ratios);
        }

        Affine("decoder.mean.weight", "decoder.mean.bias", z, output);
        for (int row = 0; row < Rows; row++)
            Score(row);
    }

    protected override void DrawPrior(Worker worker)
    {
        for (int row = 0; worker.Index == 0 && row < Rows; row++)
            FillNoise(z, new Tile(0, row, 1));
    }

    protected override void DrawObserved(Worker worker)
    {
        if (worker.Index > 0)
            return;
        PanelMatrix<double> draw = dOutput;
        for (int row = 0; row < Rows; row++)
        {
            Tile tile = new(0, row, 1);
            if (isGaussian)
                FillNoise(dOutput, tile);
            else
                FillUniformNoise(dOutput, tile);
            for (int i = 0; i < LinearModel.Features; i++)
            {
                draw[row, i] = isGaussian ? output[row, i] + (Math.Sqrt(Variance(i)) * draw[row, i])
                    : draw[row, i] < output[row, i] ? 1 : 0;
            }
        }
    }

    protected override void EstimateWeights(Worker worker) => EstimateElbo(worker);

    protected override void TrainingStep(Worker worker)
    {
        if (worker.Index > 0)
            return;
        EstimateElbo(worker);
        Gradients.AsSpan().Clear();
        for (int row = 0; row < Rows; row++)
            Backward(row, Batch.Weights[row]);
        if (Sink == GradientSink.Optimizer)
            ApplyGradients(worker);
    }

    protected override void ApplyGradients(Worker worker)
    {
        if (worker.Index > 0)
            return;
        int last = Parameters.All[^1].Shape.Role == ParameterRole.State
            ? Parameters.All[^1].Matrix.Offset
            : Parameters.Origin + Parameters.Length;
        for (int i = Parameters.Origin; i < last; i++)
        {
            double gradient = Gradients[i + GradientShift];
            ref double m = ref Training!.FirstMoments[i + Training.FirstMomentShift];
            ref double v = ref Training.SecondMoments[i + Training.SecondMomentShift];
            ref double weight = ref Parameters.Storage[i];
            if (Rule is UpdateRule.Adam or UpdateRule.AdamW)
            {
                m = Adam.Beta1 * m + Adam.OneMinusBeta1 * gradient;
                v = Adam.Beta2 * v + Adam.OneMinusBeta2 * gradient * gradient;
                double retention = Rule == UpdateRule.AdamW ? RetentionAt(i) : 1;
                weight = retention * weight - Adam.Rate * m / (Math.Sqrt(v) * Adam.RootCorrection + Adam.Stabilizer);
            }
            else
            {
                bool isCentred = Rule == UpdateRule.CentredRmsProp;
                m = isCentred ? RmsProp.Decay * m + RmsProp.OneMinusDecay * gradient : 0;
                v = RmsProp.Decay * v + RmsProp.OneMinusDecay * gradient * gradient;
                weight -= RmsProp.Rate * gradient / (Math.Sqrt(Math.Max(v - m * m, 0)) + RmsProp.Stabilizer);
            }
        }
    }

    private void Score(int row)
    {
        PanelMatrix<double> gradient = dOutput;
        Span<double> squares = stackalloc double[8];
        for (int i = 0; i < LinearModel.Features; i++)
        {
            double difference = output[row, i] - x[row, i];
            squares[i] = difference * difference;
            if (elementErrors is { } errors)
                errors[row, i] = squares[i];
            terms[i] = isGaussian
                ? 0.5 * Math.Log(2 * Math.PI * Variance(i)) + squares[i] / (2 * Variance(i))
                : Math.Max(output[row, i], 0) + Math.Log(1 + Math.Exp(-Math.Abs(output[row, i]))) - x[row, i] * output[row, i];
            gradient[row, i] = isGaussian ? difference / Variance(i) : 1 / (1 + Math.Exp(-output[row, i])) - x[row, i];
        }

        reconstruction.Set<Double1>(new Tile(0, row, 1), terms);
        squaredError?.Set<Double1>(new Tile(0, row, 1), squares);
    }

    private void Backward(int row, double weight)
    {
        PanelMatrix<double> decoder = Parameters.Matrix("decoder.mean.weight");
        for (int i = 0; i < LinearModel.Features; i++)
        {
            double d = weight * dOutput[row, i];
            Add("decoder.mean.bias", 0, i, d);
            for (int j = 0; j < LinearModel.Latent; j++)
                Add("decoder.mean.weight", j, i, d * z[row, j]);
        }

        for (int j = 0; j < LinearModel.Latent; j++)
        {
            double dz = 0;
            for (int i = 0; i < LinearModel.Features; i++)
                dz += dOutput[row, i] * decoder[j, i];
            double variance = Math.Exp(logVariance[row, j]);
            double dMu = weight * (dz + mu[row, j]);
            double dLogVariance = weight * (dz * noise[row, j] * 0.5 * Math.Sqrt(variance) + 0.5 * (variance - 1));
            Add("encoder.mean.bias", 0, j, dMu);
            Add("encoder.log_variance.bias", 0, j, dLogVariance);
            for (int i = 0; i < LinearModel.Features; i++)
            {
                Add("encoder.mean.weight", i, j, dMu * x[row, i]);
                Add("encoder.log_variance.weight", i, j, dLogVariance * x[row, i]);
            }
        }
    }

    private void Add(string parameter, int row, int column, double gradient)
    {
        PanelMatrix<double> weights = Parameters.Matrix(parameter);
        PanelMatrix<double> gradients = new(Gradients, weights.Offset + GradientShift, weights.Columns, weights.PanelStride);
        gradients[row, column] += gradient;
    }

    private void Affine(string weightName, string biasName, PanelMatrix<double> source, PanelMatrix<double> destination)
    {
        PanelMatrix<double> weights = Parameters.Matrix(weightName);
        PanelMatrix<double> bias = Parameters.Matrix(biasName);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < destination.Columns; column++)
            {
                double sum = bias[0, column];
                for (int k = 0; k < source.Columns; k++)
                    sum += source[row, k] * weights[k, column];
                destination[row, column] = sum;
            }
        }
    }
}
