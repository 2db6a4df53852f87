namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler emit <c>init</c> accessors and records on a target framework that predates them.</summary>
internal static class IsExternalInit
{
}
