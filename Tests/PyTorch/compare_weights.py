"""Loads weights that VaeGen saved into the same network of dense layers and convolutions in PyTorch and compares what both make of the test images.

Needs PyTorch and NumPy (Debian: python3-torch and python3-numpy) and MNIST's IDX files. Optional: no test runs it. From the repository's root:

    dotnet run -c Release --project Samples/Mnist -- train --data DIR --binarize none --epochs 1 --seed 1 --save w.safetensors --out out
    dotnet run -c Release --project Samples/Mnist -- evaluate --weights w.safetensors --data DIR --binarize none --posterior-mean > evaluation.txt
    python3 Tests/PyTorch/compare_weights.py --weights w.safetensors --data DIR --evaluation evaluation.txt

Pixels are gray and z is the posterior's mean, so no random number enters. Exit code 0: KL and reconstruction agree within 1e-3 nats an image.
"""

import argparse
import gzip
import json
import pathlib
import struct
import sys

import numpy
import torch
from torch.nn import functional

TOLERANCE = 1e-3
ACTIVATIONS = {"Relu": functional.relu, "Elu": functional.elu, "Tanh": torch.tanh, "Sigmoid": torch.sigmoid, "Silu": functional.silu, "Gelu": functional.gelu}
ELEMENT_TYPES = {"F32": "<f4", "F64": "<f8"}


def read_safetensors(path):
    """The tensors and the metadata: an 8-byte length, a JSON header of that length, then the bytes that its offsets point into."""
    content = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8:8 + length])
    metadata = header.pop("__metadata__", {})
    body = content[8 + length:]
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(body[begin:end], ELEMENT_TYPES[entry["dtype"]]).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors, metadata


def read_test_images(folder):
    """The 10 000 test images as [count, 784] in [0, 1]."""
    plain = pathlib.Path(folder, "t10k-images-idx3-ubyte")
    content = plain.read_bytes() if plain.exists() else gzip.decompress(plain.with_name(plain.name + ".gz").read_bytes())
    magic, count, rows, columns = struct.unpack_from(">4I", content)
    if magic != 0x803:
        raise ValueError(f"{plain} has the magic number {magic:#x}; 0x803 was expected.")
    return torch.from_numpy(numpy.frombuffer(content, numpy.uint8, offset=16).reshape(count, rows * columns).copy())


class Autoencoder(torch.nn.Module):
    """
    Dense layers and convolutions under the names of the file, so that load_state_dict needs no conversion: the encoder's are convolutions, the decoder's transposed
    ones, all with one stride and padding. Other kinds of layers are not known.
    """

    def __init__(self, tensors, activation, stride, padding):
        super().__init__()
        self.activation = activation
        self.stride, self.padding = stride, padding
        self.encoder = self.layers(tensors, "encoder", torch.nn.Conv2d)
        self.decoder = self.layers(tensors, "decoder", torch.nn.ConvTranspose2d)

    def layers(self, tensors, network, convolution):
        weights = {name.split(".")[1]: tensor for name, tensor in tensors.items() if name.startswith(network + ".") and name.endswith(".weight")}
        return torch.nn.ModuleDict({name: self.layer(tensor, convolution) for name, tensor in weights.items()})

    def layer(self, weight, convolution):
        if weight.dim() == 2:
            return torch.nn.Linear(weight.shape[1], weight.shape[0])
        inputs, outputs = (weight.shape[1], weight.shape[0]) if convolution is torch.nn.Conv2d else weight.shape[:2]
        return convolution(inputs, outputs, weight.shape[2], self.stride, self.padding)

    @staticmethod
    def apply(layer, value):
        """A dense layer sees the row of all elements; a convolution square channels."""
        if isinstance(layer, torch.nn.Linear):
            return layer(value.flatten(1))
        if value.dim() == 2:
            side = round((value.shape[1] / layer.in_channels) ** 0.5)
            value = value.view(-1, layer.in_channels, side, side)
        return layer(value)

    def hidden(self, network, value):
        for name in sorted((name for name in network if name.isdigit()), key=int):
            value = self.activation(self.apply(network[name], value))
        return value

    def forward(self, x):
        """Reconstruction at z = mu and KL of each image, in nats."""
        h = self.hidden(self.encoder, x)
        mean, log_variance = self.apply(self.encoder["mean"], h), self.apply(self.encoder["log_variance"], h)
        logits = self.apply(self.decoder["logits"], self.hidden(self.decoder, mean)).flatten(1)
        reconstruction = functional.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1)
        kl = 0.5 * (mean ** 2 + log_variance.exp() - 1 - log_variance).sum(1)
        return reconstruction, kl


def evaluate(weights, data, stride, padding):
    tensors, metadata = read_safetensors(weights)
    tensors = {name: tensor for name, tensor in tensors.items() if not name.startswith("adam.")}
    if "decoder.logits.weight" not in tensors:
        sys.exit(f"{weights} holds no decoder.logits.weight: this script knows Bernoulli likelihoods only.")
    activations = [word for word in metadata["formula"].split(", ") if word in ACTIVATIONS]
    if len(activations) != 1:
        sys.exit(f"{weights} says the model is {metadata['formula']}; one activation of {', '.join(ACTIVATIONS)} was expected.")
    precision = tensors["decoder.logits.weight"].dtype
    model = Autoencoder(tensors, ACTIVATIONS[activations[0]], stride, padding).to(precision)
    model.load_state_dict(tensors)
    images = read_test_images(data)
    with torch.no_grad():
        batches = [model(batch.to(precision) / 255) for batch in images.split(500)]
    return {
        "reconstruction": torch.cat([batch[0] for batch in batches]).double().mean().item(),
        "kl": torch.cat([batch[1] for batch in batches]).double().mean().item(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True, help="what train --save wrote")
    parser.add_argument("--data", required=True, help="the folder with t10k-images-idx3-ubyte, plain or .gz")
    parser.add_argument("--evaluation", required=True, help="what evaluate --binarize none --posterior-mean printed")
    parser.add_argument("--stride", type=int, default=2, help="of all convolutions (2)")
    parser.add_argument("--padding", type=int, default=1, help="of all convolutions (1)")
    arguments = parser.parse_args()

    lines = [line.split() for line in pathlib.Path(arguments.evaluation).read_text().splitlines()]
    expected = {words[0]: float(words[1]) for words in lines if len(words) == 2 and words[0] in ("reconstruction", "kl")}
    if len(expected) != 2:
        sys.exit(f"{arguments.evaluation} has no lines 'reconstruction NUMBER' and 'kl NUMBER'.")
    actual = evaluate(arguments.weights, arguments.data, arguments.stride, arguments.padding)
    print(f"PyTorch {torch.__version__}, nats an image")
    agree = True
    for name, value in expected.items():
        difference = actual[name] - value
        agree &= abs(difference) <= TOLERANCE
        print(f"{name:15} VaeGen {value:10.4f}   PyTorch {actual[name]:10.4f}   difference {difference:+.6f}")
    print("agree" if agree else f"differ by more than {TOLERANCE}")
    sys.exit(0 if agree else 1)


if __name__ == "__main__":
    main()
