"""Reads the attributes of a model from C#: the one description of its networks that both programs have."""

import re

ATTRIBUTE = re.compile(r"\[(\w+)(?:\(([^\]]*)\))?\]")


class Attribute:
    """A name, the arguments in their order, and those with names."""

    def __init__(self, name, arguments):
        self.name = name
        self.values, self.options = [], {}
        for part in (part.strip() for part in (arguments or "").split(",")):
            if "=" in part:
                key, value = part.split("=")
                self.options[key.strip()] = word(value)
            elif part:
                self.values.append(word(part))

    def option(self, name, default=None):
        return self.options.get(name, default)


def word(text):
    """A number, or a member of an enum without its type."""
    text = text.strip()
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[\d.]+(e-?\d+)?", text) else text.split(".")[-1]


def parse(source):
    """The attributes in the order of the source."""
    return [Attribute(*found.groups()) for found in ATTRIBUTE.finditer(source)]


def of_class(source, name):
    """The text of the attributes above a class of a file."""
    lines = source[:source.index(f"partial class {name};")].splitlines()[:-1]
    first = len(lines)
    while first > 0 and lines[first - 1].startswith("["):
        first -= 1
    return "\n".join(lines[first:])
