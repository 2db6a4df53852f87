namespace VaeGen.Generator.Lowering;

/// <summary>The ways in which an operation comes into a schedule. Fusion implements them; an operation takes one.</summary>
internal interface IPlacement
{
    /// <summary>Nothing computes it.</summary>
    void Given(LeafTensor leaf);

    /// <summary>A product: opens a phase of tiles, or joins one whose operands are ready.</summary>
    void Product(ContractionTensor product);

    /// <summary>Tiles gathered from other places of a matrix: likewise.</summary>
    void Gather(GatherTensor gather);

    /// <summary>An image that gets the patches of a volume: a phase over whole rows.</summary>
    void Scatter(ScatterTensor scatter);

    /// <summary>Element by element: joins the phase of its latest input where that has the same loops.</summary>
    void Value(PointwiseTensor value);

    /// <summary>One number a row: the tiles of its source leave their parts, which are added up before the first phase that reads the
    /// sum.</summary>
    void RowSum(SumTensor sum);

    /// <summary>One number a column, or one number of a vector: computed in a phase of such numbers.</summary>
    void Total(SumTensor sum);

    /// <summary>One number a row, made of those of coarser or finer rows.</summary>
    void RowNumbers(RowNumbersTensor numbers);

    /// <summary>A second result of what computes the first.</summary>
    void Beside(Tensor result, Tensor first);
}
