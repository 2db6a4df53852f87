"""What the published sample does until its first training step is done, in PyTorch: start, read MNIST's IDX files, make 784-400-20, one step of Adam on 128 images.

Needs PyTorch and NumPy (Debian: python3-torch and python3-numpy). The benchmark `start` runs it in turn with the sample:

    python3 Tests/PyTorch/first_step.py DIR

Writes the loss of the step, then ends.
"""

import gzip
import pathlib
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional


def read_idx(folder, name):
    """The elements of an IDX file of bytes, gzip or plain."""
    path = pathlib.Path(folder) / name
    content = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(name + ".gz").read_bytes())
    sizes = numpy.frombuffer(content, ">i4", count=content[3], offset=4)
    return torch.from_numpy(numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * content[3]).reshape(sizes).copy())


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden1 = nn.Linear(784, 400)
        self.mean = nn.Linear(400, 20)
        self.log_variance = nn.Linear(400, 20)
        self.hidden2 = nn.Linear(20, 400)
        self.logits = nn.Linear(400, 784)

    def forward(self, x):
        """The mean over the batch of reconstruction plus KL, in nats."""
        h1 = functional.relu(self.hidden1(x))
        mean, log_variance = self.mean(h1), self.log_variance(h1)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        logits = self.logits(functional.relu(self.hidden2(z)))
        reconstruction = functional.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + log_variance - mean.square() - log_variance.exp())
        return (reconstruction + kl) / len(x)


def main():
    folder = sys.argv[1]
    torch.manual_seed(1)
    train = read_idx(folder, "train-images-idx3-ubyte")
    read_idx(folder, "train-labels-idx1-ubyte")
    read_idx(folder, "t10k-images-idx3-ubyte")
    read_idx(folder, "t10k-labels-idx1-ubyte")
    model = Vae()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    gray = train[torch.randperm(len(train))[:128]].reshape(128, 784).float() / 255
    loss = model(torch.bernoulli(gray))
    loss.backward()
    optimizer.step()
    print(f"the first step is done, NELBO {loss.item():.2f}", flush=True)


if __name__ == "__main__":
    main()
