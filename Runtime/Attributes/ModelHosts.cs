using System;

namespace VaeGen;

/// <summary>What the model attributes may stand on, in one place.</summary>
internal static class ModelHosts
{
    /// <summary>
    /// A model is a class. Structs and interfaces are let through here for one reason: with them the compiler would reject each attribute
    /// by itself and then every use of the model, where a single VAE0003 says what to write instead.
    /// </summary>
    internal const AttributeTargets Targets = AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface;
}
