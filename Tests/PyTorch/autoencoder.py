"""A VaeGen model in PyTorch: its two networks, the posterior and its KL, the likelihood, by torch.distributions where that has them."""

import math

import torch
from torch import distributions, nn
from torch.nn import functional

from attributes import Attribute
from networks import AFFINE, Network

PARAMETERS = {
    "Bernoulli": ["logits"], "ContinuousBernoulli": ["logits"], "Gaussian": ["mean"], "Laplace": ["mean", "log_scale"], "Poisson": ["log_rate"],
    "NegativeBinomial": ["log_total_count", "logits"], "DiscretizedLogistic": ["mean", "log_scale"],
}


class Autoencoder(nn.Module):
    """The model of some attributes, with room for the states that a file has."""

    def __init__(self, attributes, tensors):
        super().__init__()
        found = {attribute.name: attribute for attribute in attributes}
        self.likelihood = found["Likelihood"]
        self.posterior = found.get("Posterior", Attribute("Posterior", "Normal"))
        classes = found["Condition"].values[0] if "Condition" in found else 0
        self.classes = classes
        chains = {name: found[name].values for name in ("Encoder", "Decoder")}
        sizes = chains["Encoder"] or chains["Decoder"][::-1]
        self.data_shape = self.likelihood.values[1:] or [sizes[0]]
        prior = found["Prior"].values[1:] if "Prior" in found else self.posterior.values[1:]
        self.latent = (prior or [sizes[-1]])[0]

        features = math.prod(self.data_shape)
        encoder = self.layers(attributes, "Encoder")
        self.encoder = Network(encoder, [features] if chains["Encoder"] else self.data_shape, found["Encoder"].option("Activation", "Relu"), classes)
        for name, size in self.posterior_heads():
            self.encoder.add_head(name, None, [size])
        decoder = self.layers(attributes, "Decoder")
        head = decoder.pop() if decoder and not chains["Decoder"] and self.is_head(decoder, found, classes) else None
        self.decoder = Network(decoder, [self.latent], found["Decoder"].option("Activation", "Relu"), classes)
        for name in self.likelihood_heads():
            self.decoder.add_head(name, head, [features])
        for name in ("variance", "min_variance"):
            if f"decoder.{name}" in tensors:
                self.decoder.register_buffer(name, torch.zeros(tensors[f"decoder.{name}"].shape))

    @staticmethod
    def layers(attributes, network):
        """The layers of a network; a chain of sizes is one of dense layers without its head."""
        names = [attribute.name for attribute in attributes]
        opening = attributes[names.index(network)]
        if opening.values:
            return [Attribute("Dense", str(size)) for size in opening.values[1:-1]]
        layers = []
        for attribute in attributes[names.index(network) + 1:]:
            if attribute.name in ("Encoder", "Decoder", "Prior", "Posterior", "Likelihood", "Condition"):
                break
            layers.append(attribute)
        return layers

    def is_head(self, layers, found, classes):
        """Whether the last layer of the decoder gives the likelihood's parameters: affine, without an activation of its own, with the shape of x."""
        last = layers[-1]
        if last.name not in AFFINE or "Activation" in last.options:
            return False
        shape = Network(list(layers), [self.latent], found["Decoder"].option("Activation", "Relu"), classes).shape
        return shape == self.data_shape or (math.prod(shape) == math.prod(self.data_shape) and 1 in (len(shape), len(self.data_shape)))

    @property
    def kind(self):
        """Deterministic, Full or Diagonal."""
        return "Deterministic" if self.posterior.values[0] == "Deterministic" else self.posterior.option("Covariance", "Diagonal")

    def posterior_heads(self):
        n = self.latent
        return {
            "Deterministic": [("latent", n)],
            "Diagonal": [("mean", n), ("log_variance", n)],
            "Full": [("mean", n), ("log_diagonal", n), ("off_diagonal", n * (n - 1) // 2)],
        }[self.kind]

    def likelihood_heads(self):
        family = self.likelihood.values[0]
        if family == "Categorical":
            return [f"logits_{c}" for c in range(self.likelihood.option("Classes"))]
        return PARAMETERS[family] + (["log_variance"] if self.likelihood.option("Scale") == "FromDecoder" else [])

    def forward(self, x, epsilon, label=None, observed=None):
        """Reconstruction and KL of each example, in nats, at z = the mean + the noise."""
        h = self.encoder(x if not self.encoder_reads_volume() else x.view(-1, *self.data_shape), label)
        z, kl = self.sample({name: self.encoder.head(name, h, label) for name, _ in self.posterior_heads()}, epsilon)
        h = self.decoder(z, label)
        terms = -self.log_density(x, {name: self.decoder.head(name, h, label) for name in self.likelihood_heads()})
        if observed is not None:
            terms = torch.where(observed != 0, terms, torch.zeros_like(terms))
        return terms.sum(1), kl

    def encoder_reads_volume(self):
        return len(self.data_shape) == 3

    def sample(self, q, epsilon):
        if self.kind == "Deterministic":
            return q["latent"], torch.zeros(len(epsilon), dtype=epsilon.dtype)
        standard = torch.zeros_like(q["mean"])
        if self.kind == "Diagonal":
            deviation = (0.5 * q["log_variance"]).exp()
            kl = distributions.kl_divergence(distributions.Normal(q["mean"], deviation), distributions.Normal(standard, standard + 1)).sum(1)
            return q["mean"] + deviation * epsilon, kl
        factor = torch.diag_embed(q["log_diagonal"].exp())
        rows, columns = torch.tril_indices(self.latent, self.latent, -1)
        factor[:, rows, columns] = q["off_diagonal"]
        posterior = distributions.MultivariateNormal(q["mean"], scale_tril=factor)
        prior = distributions.MultivariateNormal(standard, scale_tril=torch.eye(self.latent, dtype=epsilon.dtype).expand_as(factor))
        return q["mean"] + (factor @ epsilon[:, :, None])[:, :, 0], distributions.kl_divergence(posterior, prior)

    def log_density(self, x, p):
        """log p of each element of x."""
        family = self.likelihood.values[0]
        if family == "Bernoulli":
            return distributions.Bernoulli(logits=p["logits"], validate_args=False).log_prob(x)
        if family == "ContinuousBernoulli":
            return distributions.ContinuousBernoulli(logits=p["logits"]).log_prob(x)
        if family == "Gaussian":
            return distributions.Normal(p["mean"], self.deviation(p)).log_prob(x)
        if family == "Laplace":
            return distributions.Laplace(p["mean"], p["log_scale"].exp() + (0.5 * self.decoder.min_variance).sqrt()).log_prob(x)
        if family == "Poisson":
            return distributions.Poisson(p["log_rate"].exp()).log_prob(x)
        if family == "NegativeBinomial":
            return distributions.NegativeBinomial(p["log_total_count"].clamp(-20, 20).exp(), logits=p["logits"]).log_prob(x)
        if family == "DiscretizedLogistic":
            return self.log_level(x, p["mean"], p["log_scale"].clamp(-10, 3).exp())
        logits = torch.stack([p[name] for name in self.likelihood_heads()], dim=2)
        return functional.log_softmax(logits, 2).gather(2, x.long()[:, :, None])[:, :, 0]

    def deviation(self, p):
        if "Sigma" in self.likelihood.options:
            return self.likelihood.option("Sigma")
        variance = p["log_variance"].exp() + self.decoder.min_variance if "log_variance" in p else self.decoder.variance
        return variance.sqrt()

    @staticmethod
    def log_level(x, mean, scale):
        """The logistic distribution's mass between the edges of a level; the lowest and the highest level have the tails."""
        lower, upper = (x - 1 / 510 - mean) / scale, (x + 1 / 510 - mean) / scale
        # The mass beyond each edge, on the side of the distribution where it is small.
        sign = torch.where(lower + upper > 0, -1.0, 1.0).to(x.dtype)
        first, last = functional.logsigmoid(sign * lower), functional.logsigmoid(sign * upper)
        more, less = torch.maximum(first, last), torch.minimum(first, last)
        within = more + torch.log(-torch.expm1(less - more))
        return torch.where(x < 1 / 510, functional.logsigmoid(upper), torch.where(x > 1 - 1 / 510, functional.logsigmoid(-lower), within))
