using System;
using System.Collections.Generic;
using VaeGen.Runtime.V2;

namespace VaeGen.Runtime.Tests.Model;

/// <summary>A model of one weight matrix of a given size that computes nothing, and keeps how many workers each of its runs had.</summary>
internal sealed class TeamSizes : IVariationalModel<float>
{
    public const int Features = 4;

    public TeamSizes(int inputs, int outputs) =>
        ModelState = new ModelState<float>(this, 0, ParameterShape.Weight("weight", outputs, inputs, transposed: false));

    public ModelDescription Description { get; } = new("TeamSizes", Features, 1, Distribution.Bernoulli, "4-1, Bernoulli");

    public ModelState<float> ModelState { get; }

    /// <summary>The workers of each run so far, training steps and evaluations of a batch.</summary>
    public List<int> Runs { get; } = new(capacity: 1000);

    public VariationalNetwork<float> CreateNetwork(
        VectorWidth width, int capacity, Parameters<float> parameters, TrainingState<float>? training) =>
        new IdleNetwork(Runs, capacity, parameters, training);

    private sealed class IdleNetwork(List<int> runs, int capacity, Parameters<float> parameters, TrainingState<float>? training)
        : VariationalNetwork<float>(parameters, capacity, training)
    {
        private readonly PanelMatrix<float> matrix =
            new(new float[10 * Panel.Stride<float>(capacity)], 0, TeamSizes.Features, Panel.Stride<float>(capacity));

        private readonly ExampleSums<float> sums = new(1, capacity);

        protected override void Connect(NetworkPorts<float> ports)
        {
            ports.Add(PortRole.Input, "x", matrix);
            ports.Add(PortRole.Latent, "z", matrix);
            ports.Add(PortRole.Posterior, "z", matrix, "mean");
            ports.Add(PortRole.Posterior, "z", matrix, "log_variance");
            ports.Add(PortRole.Mean, "x", matrix);
            ports.Add(PortRole.Reconstruction, "x", sums);
            ports.Add(PortRole.Kl, "z", sums);
        }

        protected override void Encode(Worker worker) => Record(worker);

        protected override void Decode(Worker worker) => Record(worker);

        protected override void EstimateElbo(Worker worker) => Record(worker);

        protected override void TrainingStep(Worker worker) => Record(worker);

        protected override void ApplyGradients(Worker worker) => Record(worker);

        private void Record(Worker worker)
        {
            if (worker.Index == 0)
                runs.Add(worker.Count);
        }
    }
}
