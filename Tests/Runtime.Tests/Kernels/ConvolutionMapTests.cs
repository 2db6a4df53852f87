using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class ConvolutionMapTests
{
    [Fact]
    public void ContactsAreThoseOfTheDefinition()
    {
        foreach (Geometry geometry in Geometry.All())
        {
            ConvolutionMap map = geometry.Map;
            Assert.Equal((geometry.Height * geometry.Width, geometry.OutputHeight * geometry.OutputWidth), (map.Inputs, map.Outputs));
            for (int output = 0; output < map.Outputs; output++)
            {
                Contact[] expected =
                    [.. Enumerable.Range(0, map.Taps).Select(tap => new Contact(geometry.InputOf(output, tap), tap))
                        .Where(c => c.Left >= 0)];
                Assert.Equal(expected, map.ForOutput(output).ToArray());
            }

            for (int tap = 0; tap < map.Taps; tap++)
            {
                Contact[] expected =
                    [.. Enumerable.Range(0, map.Outputs).Select(output => new Contact(geometry.InputOf(output, tap), output))
                        .Where(c => c.Left >= 0)];
                Assert.Equal(expected, map.ForTap(tap).ToArray());
            }
        }
    }

    [Fact]
    public void ReversedIsTheSameRelation()
    {
        foreach (Geometry geometry in Geometry.All())
        {
            ConvolutionMap map = geometry.Map;
            Assert.Same(map, map.Reversed.Reversed);
            Assert.Equal((map.Outputs, map.Inputs, map.Taps), (map.Reversed.Inputs, map.Reversed.Outputs, map.Taps));
            for (int tap = 0; tap < map.Taps; tap++)
            {
                Assert.Equal(
                    map.ForTap(tap).ToArray().Select(contact => (contact.Left, contact.Right)).Order(),
                    map.Reversed.ForTap(tap).ToArray().Select(contact => (contact.Right, contact.Left)).Order());
            }
        }
    }

    // ⟨conv x, y⟩ = ⟨x, convᵀ y⟩
    [Fact]
    public void TheGradientIsTheAdjoint()
    {
        Random random = new(7);
        Worker worker = new(0, barrier: null);
        foreach (Geometry geometry in Geometry.All())
        {
            ConvolutionMap map = geometry.Map;
            Parameters<double> parameters = new(geometry.Weights);
            Initialization.Apply(parameters, seed: 1);
            PanelMatrix<double> x = Values(geometry.Inputs, map.Inputs), y = Values(geometry.Outputs, map.Outputs);
            double forward = 0, backward = 0, scale = 0;
            foreach (Tile tile in worker.Share<double>(1, y.Panels, y.ChannelPanels))
                forward += Dot(Convolution.Multiply<Double4, double>(worker, x, map, parameters.Matrix("w"), tile), y.Tile(tile));
            foreach (Tile tile in worker.Share<double>(1, x.Panels, x.ChannelPanels))
            {
                backward += Dot(
                    Convolution.Multiply<Double4, double>(worker, y, map.Reversed, parameters.Transposed("w"), tile), x.Tile(tile));
            }

            Assert.Equal(forward, backward, 1e-12 * scale);

            double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
            {
                double sum = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    sum += a[i] * b[i];
                    scale += Math.Abs(a[i] * b[i]);
                }

                return sum;
            }
        }

        PanelMatrix<double> Values(int channels, int positions)
        {
            PanelMatrix<double> volume = Volumes.Empty<double>(1, channels, positions);
            volume.SetRow(0, [.. Enumerable.Range(0, volume.Columns).Select(_ => random.NextDouble() - 0.5)]);
            return volume;
        }
    }

    [Fact]
    public void WhatFitsNowhereIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Convolution(3, 5, 5, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Convolution(0, 5, 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Convolution(3, 5, 0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Convolution(3, 5, 2, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Convolution(3, 5, 2, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Transposed(1, 1, 2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Transposed(1, 1, 2, 1, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionMap.Upsampling(1, 1, 0));
    }
}
