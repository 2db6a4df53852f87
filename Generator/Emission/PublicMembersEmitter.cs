namespace VaeGen.Generator.Emission;

internal sealed class PublicMembersEmitter(SourceWriter writer, EmissionContext context)
{
    public void Emit() => writer.Line($"// {context.ElementType}");
}
