using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Optimizers;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the two sinks of a gradient: the optimizers' updates, and the buffer with one of them on it afterwards.</summary>
internal sealed class OptimizerEmitter(SourceWriter writer, EmissionContext context)
{
    private string Element => context.ElementType;

    /// <summary>Writes <c>Update</c>, <c>Step</c>, a method for each optimizer, and <c>ApplyGradients</c>.</summary>
    public void Emit()
    {
        Update();
        writer.Line();
        Step();
        foreach (UpdateRule rule in UpdateRules.All)
        {
            writer.Line();
            Step(rule);
        }

        writer.Line();
        ApplyGradients();
    }

    private void Update()
    {
        writer.Line("// One tile's gradient goes straight into the optimizer, or into the gradient buffer.");
        writer.Line($"private void Update(ReadOnlySpan<{Element}> gradient, int offset)");
        using (writer.Block())
        {
            writer.Line("if (Sink == GradientSink.Buffer)");
            writer.Line("    gradient.CopyTo(Gradients.AsSpan(offset + GradientShift, gradient.Length));");
            writer.Line("else");
            writer.Line("    Step(gradient, offset);");
        }
    }

    private void Step()
    {
        writer.Line("// One step of the optimizer that Fit was asked for.");
        writer.Line($"private void Step(ReadOnlySpan<{Element}> gradient, int offset)");
        using (writer.Block())
        using (writer.Block("switch (Rule)"))
        {
            foreach (UpdateRule rule in UpdateRules.All.Skip(1))
            {
                writer.Line($"case UpdateRule.{rule.Name}:");
                writer.Line($"    {Method(rule)}(gradient, offset);");
                writer.Line("    break;");
            }

            writer.Line("default:");
            writer.Line($"    {Method(UpdateRules.All[0])}(gradient, offset);");
            writer.Line("    break;");
        }
    }

    private void Step(UpdateRule rule)
    {
        UpdateCode code = UpdateCode.Of(rule, context);
        bool hasFirstMoment = rule.NewFirstMoment is not null;
        foreach (string formula in rule.Formulas)
            writer.Line("// " + formula);
        writer.Line("// " + rule.Documentation);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private void {Method(rule)}(ReadOnlySpan<{Element}> gradient, int offset)");
        using (writer.Block())
        {
            writer.Line("ReadOnlySpan<TVector> gradients = Vectors<TVector>(gradient);");
            writer.Line("Span<TVector> weights = Vectors<TVector>(Parameters.Storage.AsSpan(offset, gradient.Length));");
            if (hasFirstMoment)
                writer.Line($"Span<TVector> firstMoments = {Vectors("FirstMoment", "!")};");
            writer.Line($"Span<TVector> secondMoments = {Vectors("SecondMoment", hasFirstMoment ? "" : "!")};");
            foreach (string line in code.Invariants)
                writer.Line(line);
            writer.Line();
            writer.Line("for (int i = 0; i < gradients.Length; i++)");
            using (writer.Block())
            {
                writer.Line("TVector g = gradients[i];");
                if (hasFirstMoment)
                    writer.Line("TVector m = firstMoments[i];");
                writer.Line("TVector v = secondMoments[i];");
                writer.Line("TVector w = weights[i];");
                foreach (string line in code.Lines)
                    writer.Line(line);
                if (hasFirstMoment)
                    writer.Line("firstMoments[i] = newM;");
                writer.Line("secondMoments[i] = newV;");
                writer.Line("weights[i] = newW;");
            }
        }
    }

    private static string Vectors(string moment, string forgiving) =>
        $"Vectors<TVector>(Training{forgiving}.{moment}s.AsSpan(offset + Training.{moment}Shift, gradient.Length))";

    private void ApplyGradients()
    {
        using (writer.Block("protected override void ApplyGradients(Worker worker)"))
        {
            foreach (ParameterTensor parameter in context.Program.Parameters.Where(parameter => parameter.IsTrained))
            {
                string rows = parameter.Axes.Length < 2 ? "1" : context.SizeConstant(parameter.Axes[0]);
                string panels = parameter.Axes.IsEmpty ? "1" : context.PanelsConstant(parameter.Axes[parameter.Axes.Length - 1]);
                string transposed = context.IsTransposed(parameter) ? $", {parameter.Name}Transposed" : "";
                writer.Line($"ApplyGradient(worker, {rows}, {panels}, {parameter.Name}{transposed});");
            }
        }

        writer.Line();
        writer.Line("// The optimizer's step on one parameter's share of the gradient buffer.");
        string matrix = $"PanelMatrix<{Element}>";
        using (writer.Block($"private void ApplyGradient(Worker worker, int rows, int panels, {matrix} weights, {matrix}? transposed = null)"))
        using (writer.Block($"foreach (Tile tile in worker.Share<{Element}>(rows, panels))"))
        {
            writer.Line("int offset = weights.OffsetOf(tile);");
            writer.Line("Step(Gradients.AsSpan(offset + GradientShift, tile.Rows * PanelWidth), offset);");
            writer.Line("if (transposed is { } copy)");
            writer.Line("    Transposition.Write(weights, copy, tile);");
        }
    }

    private static string Method(UpdateRule rule) => rule.Name + "Step";
}
