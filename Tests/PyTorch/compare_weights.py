"""Weights of the sample's models go from VaeGen to PyTorch and from PyTorch to VaeGen, and both programs make the same of the test images.

Needs PyTorch and NumPy (Debian: python3-torch and python3-numpy), the .NET SDK, and a folder with MNIST's four IDX files. From the repository's root:

    python3 Tests/PyTorch/compare_weights.py --data DIR                     # mlp and conv, five minutes
    python3 Tests/PyTorch/compare_weights.py --data DIR --model conv --weights w.safetensors

VaeGen to PyTorch: the sample trains (or --weights has what it trained), PyTorch builds the same network of torch.nn from the model's attributes, and load_state_dict takes
the file. PyTorch to VaeGen: a network that PyTorch made and trained for some steps is written, and the sample evaluates it. Pixels are gray and z is the posterior's mean,
so no random number enters. PyTorch computes in double precision. Exit code 0: KL and reconstruction of every image agree within 1e-3 nats, in both directions.
"""

import argparse
import csv
import gzip
import pathlib
import struct
import subprocess
import sys
import tempfile

import numpy
import torch

import safetensors_file
from attributes import of_class, parse
from autoencoder import Autoencoder

TOLERANCE = 1e-3
STEPS = 100
ROOT = pathlib.Path(__file__).resolve().parents[2]
CLASSES = {"mlp": "Mlp", "course": "Course", "aeb": "Aeb", "conv": "Convolutional"}


def read_images(folder, name):
    """The images of an IDX file, plain or .gz, as [count, pixels] in [0, 1]."""
    plain = pathlib.Path(folder, f"{name}-images-idx3-ubyte")
    content = plain.read_bytes() if plain.exists() else gzip.decompress(plain.with_name(plain.name + ".gz").read_bytes())
    magic, count, rows, columns = struct.unpack_from(">4I", content)
    if magic != 0x803:
        raise ValueError(f"{plain} has the magic number {magic:#x}; 0x803 was expected.")
    return torch.from_numpy(numpy.frombuffer(content, numpy.uint8, offset=16).reshape(count, rows * columns).copy())


def sample(*arguments):
    """Runs VaeGen's sample program."""
    command = ["dotnet", "run", "-c", "Release", "--project", ROOT / "Samples/Mnist", "--", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nended with {result.returncode}:\n{result.stdout}{result.stderr}")


def network(model, tensors=None):
    source = (ROOT / "Samples/Mnist/Models.cs").read_text()
    return Autoencoder(parse(of_class(source, CLASSES[model])), tensors or {})


def terms_of_pytorch(module, data):
    """Reconstruction and KL of each test image, [10 000, 2]."""
    module = module.double().eval()
    with torch.no_grad():
        parts = [torch.stack(module(x, torch.zeros(len(x), module.latent).double()), 1) for x in (part.double() / 255 for part in read_images(data, "t10k").split(500))]
    return torch.cat(parts)


def terms_of_vaegen(model, weights, data, folder):
    path = pathlib.Path(folder, "terms.csv")
    sample("evaluate", "--model", model, "--weights", weights, "--data", data, "--binarize", "none", "--posterior-mean", "--per-example", path)
    with open(path, newline="") as lines:
        return torch.tensor([[float(line["reconstruction"]), float(line["kl"])] for line in csv.DictReader(lines)], dtype=torch.float64)


def train(module, data):
    """Some steps of Adam on gray pixels, so that the weights are not those of an initialization."""
    images = read_images(data, "train")
    optimizer = torch.optim.Adam(module.parameters(), lr=1e-3)
    for step in range(STEPS):
        x = images[step * 128:(step + 1) * 128].float() / 255
        reconstruction, kl = module(x, torch.randn(len(x), module.latent))
        optimizer.zero_grad()
        (reconstruction + kl).mean().backward()
        optimizer.step()


def report(direction, ours, theirs):
    """Prints means and the greatest difference of an image; whether all are within the tolerance."""
    if ours.shape != theirs.shape:
        sys.exit(f"VaeGen has the terms of {len(ours)} images, PyTorch of {len(theirs)}.")
    agree = True
    for column, name in enumerate(("reconstruction", "kl")):
        difference = ours[:, column] - theirs[:, column]
        greatest = difference.abs().max().item()
        agree &= greatest <= TOLERANCE
        print(f"{direction}: {name:15} VaeGen {ours[:, column].mean():10.5f}   PyTorch {theirs[:, column].mean():10.5f}   "
              f"difference {difference.mean():+.1e}, of an image at most {greatest:.1e}")
    return agree


def to_pytorch(model, weights, data, folder):
    if weights is None:
        weights = pathlib.Path(folder, "ours.safetensors")
        sample("train", "--model", model, "--data", data, "--binarize", "none", "--epochs", "1", "--seed", "1", "--save", weights, "--out", folder)
    tensors, _ = safetensors_file.read(weights)
    # The training's state may stand beside the weights.
    tensors = {name: tensor for name, tensor in tensors.items() if name.startswith(("encoder.", "decoder."))}
    module = network(model, tensors)
    module.load_state_dict(tensors)
    return report(f"{model}, VaeGen to PyTorch", terms_of_vaegen(model, weights, data, folder), terms_of_pytorch(module, data))


def to_vaegen(model, data, folder):
    torch.manual_seed(1)
    module = network(model)
    train(module, data)
    weights = pathlib.Path(folder, "theirs.safetensors")
    # Without metadata: names and shapes are all that VaeGen is told, and the model's name on the command line.
    safetensors_file.write(weights, {name: tensor for name, tensor in module.state_dict().items() if tensor.is_floating_point()})
    return report(f"{model}, PyTorch to VaeGen", terms_of_vaegen(model, weights, data, folder), terms_of_pytorch(module, data))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="the folder with MNIST's IDX files, plain or .gz")
    parser.add_argument("--model", choices=sorted(CLASSES), nargs="+", default=["mlp", "conv"], help="what to compare (mlp conv)")
    parser.add_argument("--weights", help="what train --save wrote for the one model; without it an epoch is trained")
    arguments = parser.parse_args()
    if arguments.weights and len(arguments.model) != 1:
        parser.error("--weights is of one model; --model with one name was expected.")

    print(f"PyTorch {torch.__version__}, nats an image")
    agree = True
    for model in arguments.model:
        with tempfile.TemporaryDirectory() as folder:
            agree &= to_pytorch(model, arguments.weights, arguments.data, folder)
            agree &= to_vaegen(model, arguments.data, folder)
    print("agree" if agree else f"differ by more than {TOLERANCE}")
    sys.exit(0 if agree else 1)


if __name__ == "__main__":
    main()
