"""The four models in PyTorch: the peer of the emitted training step, and of its inference.

trainer.py train MODEL THREADS WARMUP STEPS DATA    examples a second of the steps after the warm-up, and their mean loss
trainer.py latency THREADS                          one example through encoder and decoder, median in microseconds
trainer.py first-step THREADS DATA                  loads MNIST and trains one step; the parent takes the time
trainer.py memory THREADS DATA                      trains one pass; the most memory that the process took
trainer.py versions THREADS

Each prints one line of JSON.
"""

import gzip
import json
import resource
import statistics
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

MODELS = {
    "784-400-20": ([784, 400, 20], nn.ReLU, 128),
    "784-512-512-32": ([784, 512, 512, 32], nn.ReLU, 128),
    "784-300-300-10-elu": ([784, 300, 300, 10], nn.ELU, 100),
    "conv": (None, nn.ReLU, 128),
}


def chain(sizes, activation):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), activation(inplace=True)]
    return layers


def convolutions(latent, activation):
    """Two convolutions that halve height and width, a dense layer, and the way back mirrored."""
    halve = {"kernel_size": 4, "stride": 2, "padding": 1}
    encoder = nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 32, **halve), activation(inplace=True), nn.Conv2d(32, 64, **halve), activation(inplace=True),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 256), activation(inplace=True), nn.Linear(256, 2 * latent))
    decoder = nn.Sequential(
        nn.Linear(latent, 256), activation(inplace=True), nn.Linear(256, 64 * 7 * 7), activation(inplace=True), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, **halve), activation(inplace=True), nn.ConvTranspose2d(32, 1, **halve), nn.Flatten())
    return encoder, decoder


class Vae(nn.Module):
    def __init__(self, sizes, activation):
        super().__init__()
        if sizes is None:
            self.encoder, self.decoder = convolutions(20, activation)
            return
        *hidden, latent = sizes
        # Both heads are one layer: one product in the place of two.
        self.encoder = nn.Sequential(*chain(hidden, activation), nn.Linear(hidden[-1], 2 * latent))
        back = [latent, *hidden[:0:-1]]
        self.decoder = nn.Sequential(*chain(back, activation), nn.Linear(hidden[1], hidden[0]))

    def loss(self, x):
        mean, log_variance = self.encoder(x).chunk(2, dim=1)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        reconstruction = F.binary_cross_entropy_with_logits(self.decoder(z), x, reduction="sum")
        divergence = 0.5 * torch.sum(mean.square() + log_variance.exp() - 1 - log_variance)
        return (reconstruction + divergence) / len(x)

    def reconstruct(self, x):
        return torch.sigmoid(self.decoder(self.encoder(x).chunk(2, dim=1)[0]))


def mnist(folder):
    with gzip.open(f"{folder}/train-images-idx3-ubyte.gz") as file:
        pixels = numpy.frombuffer(file.read(), numpy.uint8, offset=16)
    return torch.from_numpy(pixels.reshape(-1, 784).copy())


def batches(images, size):
    """Batches without end, in a new order for each pass; what does not fill a batch is left out."""
    while True:
        for chosen in torch.randperm(len(images)).split(size):
            if len(chosen) == size:
                yield images.index_select(0, chosen).to(torch.float32).mul_(1.0 / 255)


class Training:
    def __init__(self, name, images):
        sizes, activation, self.batch = MODELS[name]
        torch.manual_seed(1)
        self.model = Vae(sizes, activation)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, foreach=True)
        self.batches = batches(images, self.batch)

    def steps(self, count):
        """The mean loss of some steps."""
        total = 0.0
        for _ in range(count):
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.model.loss(next(self.batches))
            loss.backward()
            self.optimizer.step()
            total += loss.item()
        return total / count


def train(name, warmup, steps, folder):
    training = Training(name, mnist(folder))
    training.steps(int(warmup))
    begin = time.perf_counter()
    loss = training.steps(int(steps))
    seconds = time.perf_counter() - begin
    return {"rate": int(steps) * training.batch / seconds, "loss": loss}


def latency(calls=2000):
    model = Vae(*MODELS["784-400-20"][:2]).eval()
    x = torch.rand(1, 784)
    times = []
    warm = time.perf_counter() + 0.5
    with torch.inference_mode():
        while len(times) < calls:
            begin = time.perf_counter()
            model.reconstruct(x)
            end = time.perf_counter()
            if end > warm:
                times.append(end - begin)
    return {"microseconds": 1e6 * statistics.median(times)}


def first_step(folder):
    return {"loss": Training("784-400-20", mnist(folder)).steps(1)}


def memory(folder):
    loss = Training("784-400-20", mnist(folder)).steps(468)
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "loss": loss}


def versions():
    settings = torch.__config__.show().splitlines()
    wanted = [line.strip(" -") for line in settings if "CPU capability" in line or "MKL" in line]
    blas = [part.strip() for line in settings for part in line.split(",") if "BLAS_INFO" in part or "LAPACK_INFO" in part]
    with open("/proc/self/maps", encoding="utf-8") as maps:
        libraries = {line.split("/")[-1].strip() for line in maps if "blas" in line or "libmkl" in line}
    return {"versions": f"PyTorch {torch.__version__}; " + "; ".join(wanted[:2] + blas[:1] + sorted(libraries))}


def main():
    mode, *rest = sys.argv[1:]
    if mode == "train":
        name, threads, *rest = rest
        rest = [name, *rest]
    else:
        threads, *rest = rest
    torch.set_num_threads(int(threads))
    programs = {"train": train, "latency": latency, "first-step": first_step, "memory": memory, "versions": versions}
    print(json.dumps(programs[mode](*rest)), flush=True)


if __name__ == "__main__":
    main()
