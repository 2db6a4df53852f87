"""VaeGen's networks in PyTorch, built of torch.nn by their attributes, under the names of the files: load_state_dict needs no conversion."""

import torch
from torch import nn
from torch.nn import functional

ACTIVATIONS = {
    "Identity": lambda value: value, "Relu": functional.relu, "LeakyRelu": lambda value: functional.leaky_relu(value, 0.01), "Elu": functional.elu,
    "Gelu": functional.gelu, "Silu": functional.silu, "Tanh": torch.tanh, "Sigmoid": torch.sigmoid, "Softplus": lambda value: functional.softplus(value, threshold=1000),
}
AFFINE = ("Dense", "Conv", "ConvTranspose")


class Dense(nn.Linear):
    """A linear layer over all elements, with the class of an example as further inputs where it is the first of a conditional network."""

    def __init__(self, inputs, shape, classes):
        outputs = torch.Size(shape).numel()
        super().__init__(inputs, outputs)
        self.shape = shape
        self.condition = nn.Linear(classes, outputs, bias=False) if classes else None

    def forward(self, value, label):
        output = super().forward(value.flatten(1))
        if self.condition is not None:
            output = output + self.condition(label)
        return output.view(-1, *self.shape)


class Residual(nn.Module):
    """x + f(x), where f is the layers inside."""

    def __init__(self, stack):
        super().__init__()
        for name, layer in stack.named_children():
            self.add_module(name, layer)
        self.stack = [stack]

    def forward(self, value, label):
        return value + self.stack[0](value, label)


class Network(nn.Module):
    """A stack of layers, and the heads behind it. The number of classes is taken by the first dense layer."""

    def __init__(self, layers, shape, activation, classes):
        super().__init__()
        self.activations = []
        self.shape, self.classes = list(shape), classes
        self.default = activation
        index = 0
        while layers:
            layer = layers.pop(0)
            if layer.name == "EndResidual":
                self.end = layer
                break
            if layer.name == "Residual":
                inner = Network(layers, self.shape, activation, self.classes)
                self.classes = inner.classes
                self.add(index, Residual(inner), inner.end)
            else:
                self.add(index, self.layer(layer), layer)
            index += 1

    def add(self, index, module, attribute):
        self.add_module(str(index), module)
        default = self.default if attribute.name in AFFINE else "Identity"
        self.activations.append(ACTIVATIONS[attribute.option("Activation", default)])
        module.eval()
        with torch.no_grad():
            probe = torch.zeros(1, *self.shape)
            label = torch.zeros(1, module.condition.in_features) if getattr(module, "condition", None) is not None else None
            self.shape = list(self.apply_layer(module, probe, label).shape[1:]) if not isinstance(module, Residual) else self.shape
        module.train()

    def layer(self, attribute):
        """One layer of torch.nn, with the defaults of the language."""
        values, option = attribute.values, attribute.option
        channels = self.shape[0]
        if attribute.name == "Dense":
            classes, self.classes = self.classes, 0
            return Dense(torch.Size(self.shape).numel(), values, classes)
        if attribute.name == "Conv":
            return nn.Conv2d(channels, values[0], values[1], option("Stride", 1), option("Padding", 0))
        if attribute.name == "ConvTranspose":
            return nn.ConvTranspose2d(channels, values[0], values[1], option("Stride", 1), option("Padding", 0), option("OutputPadding", 0))
        if attribute.name in ("MaxPool", "AvgPool"):
            pool = nn.MaxPool2d if attribute.name == "MaxPool" else nn.AvgPool2d
            return pool(values[0], option("Stride", values[0]), option("Padding", 0))
        if attribute.name == "Upsample":
            return nn.Upsample(scale_factor=values[0])
        if attribute.name == "LayerNorm":
            return nn.LayerNorm(self.shape)
        if attribute.name == "BatchNorm":
            return (nn.BatchNorm2d if len(self.shape) == 3 else nn.BatchNorm1d)(channels)
        raise ValueError(f"[{attribute.name}] is not known here.")

    def add_head(self, name, attribute, shape):
        """A dense head of so many elements, or a further layer in its place."""
        if attribute is None:
            head = Dense(torch.Size(self.shape).numel(), shape, self.classes)
        else:
            classes, head = self.classes, self.layer(attribute)
            self.classes = classes
        self.add_module(name, head)

    def head(self, name, value, label):
        return self.apply_layer(getattr(self, name), value, label).flatten(1)

    @staticmethod
    def apply_layer(module, value, label):
        return module(value, label) if isinstance(module, (Dense, Residual)) else module(value)

    def forward(self, value, label):
        layers = [module for name, module in self.named_children() if name.isdigit()]
        for module, activation in zip(layers, self.activations):
            value = activation(self.apply_layer(module, value, label))
        return value
