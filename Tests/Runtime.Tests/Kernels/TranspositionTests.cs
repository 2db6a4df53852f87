using System;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

public sealed class TranspositionTests
{
    [Fact]
    public void EverySizeOfSingles() => Check<float>();

    [Fact]
    public void EverySizeOfDoubles() => Check<double>();

    [Fact]
    public void RegisterBlocksOfSinglesAreTransposes()
    {
        float[] from = Numbers<float>(256);
        float[] into = new float[256];
        RegisterBlock.Transpose8(ref from[5], ref into[3]);
        AssertBlock<float>(from.AsSpan(5), into.AsSpan(3), 8, 16);
        RegisterBlock.Transpose4(ref from[7], ref into[9]);
        AssertBlock<float>(from.AsSpan(7), into.AsSpan(9), 4, 16);
    }

    [Fact]
    public void RegisterBlocksOfDoublesAreTransposes()
    {
        double[] from = Numbers<double>(64);
        double[] into = new double[64];
        RegisterBlock.Transpose4(ref from[3], ref into[2]);
        AssertBlock<double>(from.AsSpan(3), into.AsSpan(2), 4, 8);
        RegisterBlock.Transpose2(ref from[5], ref into[6]);
        AssertBlock<double>(from.AsSpan(5), into.AsSpan(6), 2, 8);
    }

    [Fact]
    public void TheScalarTwinIsATranspose()
    {
        float[] from = Numbers<float>(256);
        float[] into = new float[256];
        Transposition.Transpose<float>(from, into);
        AssertBlock<float>(from, into, 16, 16);
    }

    [Fact]
    public void WhatLiesOutsideIsRefused()
    {
        PanelMatrix<float> source = Matrices.Empty<float>(20, 30);
        PanelMatrix<float> destination = Matrices.Empty<float>(30, 20);
        foreach (Tile tile in new[] { new Tile(2, 0, 16), new Tile(-1, 0, 16), new Tile(0, 8, 16), new Tile(0, -16, 16),
            new Tile(0, 32, 16), new Tile(0, 0, 17), new Tile(0, 0, 0) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Transposition.Write(source, destination, tile));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Transposition.Write(source, Matrices.Empty<float>(30, 16), new Tile(0, 16, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transposition.Write(source, Matrices.Empty<float>(3, 20), new Tile(1, 0, 16)));
    }

    private static void Check<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Worker worker = new(0, barrier: null);
        Random random = new(1);
        for (int rows = 1; rows <= 40; rows++)
        {
            for (int i = 0; i < 8; i++)
            {
                int columns = random.Next(1, 41);
                T[,] values = Matrices.Random<T>(rows, columns, rows * 64 + columns);
                PanelMatrix<T> source = Matrices.InPanels(values);
                PanelMatrix<T> destination = Matrices.Empty<T>(columns, rows);
                destination.Storage.AsSpan().Fill(T.One);
                foreach (Tile tile in worker.Share<T>(rows, source.Panels))
                    Transposition.Write(source, destination, tile);
                Matrices.AssertEqual(Matrices.Transpose(values), destination, $"{rows} × {columns}");
                Assert.Equal(T.One, destination.Storage[destination.Offset + columns * Panel.Width<T>()]);
            }
        }
    }

    private static T[] Numbers<T>(int count)
        where T : INumber<T>
    {
        T[] numbers = new T[count];
        for (int i = 0; i < count; i++)
            numbers[i] = T.CreateChecked(i);
        return numbers;
    }

    private static void AssertBlock<T>(ReadOnlySpan<T> from, ReadOnlySpan<T> into, int size, int width)
    {
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
                Assert.Equal(from[row * width + column], into[column * width + row]);
        }
    }
}
