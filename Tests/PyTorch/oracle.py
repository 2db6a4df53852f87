"""Answers the questions of Tests/Integration.Tests/PyTorch: losses, gradients and running statistics of models at given points, by PyTorch in double precision.

    python3 Tests/PyTorch/oracle.py FOLDER

Each NAME.question.safetensors holds a model's attributes as metadata, its parameters, and x, epsilon and the weights of the examples; some hold labels, or which
elements are observed. NAME.answer.safetensors gets the terms of an evaluation and of a training step, the gradient of the weighted loss, and the states behind the step.
"""

import pathlib
import sys

import torch
from torch.nn import functional

import safetensors_file
from attributes import parse
from autoencoder import Autoencoder

INPUTS = ("x", "epsilon", "weights", "labels", "observed")


def answer(question):
    tensors, metadata = safetensors_file.read(question)
    given = {name: tensors.pop(name) for name in INPUTS if name in tensors}
    model = Autoencoder(parse(metadata["attributes"]), tensors).double()
    model.load_state_dict(tensors)
    label = functional.one_hot(given["labels"].long(), model.classes).double() if "labels" in given else None
    arguments = given["x"], given["epsilon"], label, given.get("observed")
    with torch.no_grad():
        evaluated = model.eval()(*arguments)
    trained = model.train()(*arguments)
    (given["weights"] * (trained[0] + trained[1])).sum().backward()
    results = {"evaluation.reconstruction": evaluated[0], "evaluation.kl": evaluated[1], "reconstruction": trained[0], "kl": trained[1]}
    for name, parameter in model.named_parameters():
        results["gradient." + name] = parameter.grad if parameter.grad is not None else torch.zeros_like(parameter)
    for name, buffer in model.named_buffers():
        # torch.nn counts the batches as well, which no file has.
        if buffer.is_floating_point():
            results["state." + name] = buffer
    return results


def main():
    torch.set_num_threads(1)
    for question in sorted(pathlib.Path(sys.argv[1]).glob("*.question.safetensors")):
        try:
            results = answer(question)
        except Exception as failure:
            raise RuntimeError(f"PyTorch has no answer to {question.name}.") from failure
        safetensors_file.write(str(question).replace(".question.", ".answer."), results)


if __name__ == "__main__":
    main()
