namespace VaeGen.Generator.Symbolics;

/// <summary>Simplifies choices: decided conditions, equal branches, conditions that were decided further out.</summary>
internal static class SelectRules
{
    public static Expression Simplify(Select select)
    {
        Condition condition = select.Condition;
        if (select.WhenTrue == select.WhenFalse)
            return select.WhenTrue;

        if (condition.Left is Constant left && condition.Right is Constant right)
            return condition.Holds(left.Value.CompareTo(right.Value), 0) ? select.WhenTrue : select.WhenFalse;

        Expression whenTrue = select.WhenTrue.Core is Select inner && inner.Condition == condition ? inner.WhenTrue : select.WhenTrue;
        Expression whenFalse = select.WhenFalse.Core is Select other && other.Condition == condition ? other.WhenFalse : select.WhenFalse;
        return new Select(condition, whenTrue, whenFalse);
    }
}
