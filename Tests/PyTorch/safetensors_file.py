"""Safetensors files without the package of that name: an 8-byte length, a JSON header of that length, then the bytes that its offsets point into."""

import json
import pathlib
import struct

import numpy
import torch

ELEMENT_TYPES = {"F32": "<f4", "F64": "<f8"}


def read(path):
    """The tensors by name, and the metadata."""
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


def write(path, tensors, metadata=None):
    """Writes float and double tensors under their names."""
    header = {"__metadata__": metadata} if metadata else {}
    parts = []
    offset = 0
    for name, tensor in tensors.items():
        name_of_type = {torch.float32: "F32", torch.float64: "F64"}[tensor.dtype]
        part = tensor.detach().contiguous().numpy().astype(ELEMENT_TYPES[name_of_type]).tobytes()
        header[name] = {"dtype": name_of_type, "shape": list(tensor.shape), "data_offsets": [offset, offset + len(part)]}
        offset += len(part)
        parts.append(part)
    text = json.dumps(header).encode()
    # The values begin at a multiple of eight bytes.
    text += b" " * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))
