"""YAML text to a tree of nodes; every duplicate key is a problem, nothing is ever constructed from a tag."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from nianlun.define.nodes import Map, Node, Pair, Scalar, Seq
from nianlun.define.problems import Place, Problem

LARGEST = 2_000_000
"""Characters of the largest file."""

_TAG = "tag:yaml.org,2002:"
_TRUTHS = {"true": True, "false": False}


def read_yaml(file: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a file, None where it cannot be read at all, and what is wrong with its notation."""
    if len(text) > LARGEST:
        return None, [Problem("define.yaml.large", Place(file, 1), "", {"most": LARGEST})]
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return None, [Problem("define.yaml.syntax", Place(file, line), "", {"reason": error.problem or ""})]
    except YAMLError as error:
        return None, [Problem("define.yaml.syntax", Place(file, 1), "", {"reason": str(error)})]
    except RecursionError:
        return None, [Problem("define.yaml.deep", Place(file, 1), "")]
    if root is None:
        return None, [Problem("define.yaml.empty", Place(file, 1), "")]
    reader = _Reader(file)
    return reader.node(root, ""), reader.problems


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def place(self, node: Any) -> Place:
        return Place(self.file, node.start_mark.line + 1)

    def say(self, fault: str, node: Any, path: str, **values: Any) -> None:
        self.problems.append(Problem(f"define.yaml.{fault}", self.place(node), path, values))

    def node(self, node: Any, path: str, key: Any = None) -> Node:
        if id(node) in self.seen:
            self.say("alias", key or node, path)
            return Scalar(None, "", self.place(key or node))
        self.seen.add(id(node))
        if not isinstance(node, ScalarNode) and str(node.tag).removeprefix(_TAG) not in ("map", "seq"):
            self.say("tag", node, path, tag=str(node.tag))
        if isinstance(node, MappingNode):
            return self.map(node, path)
        if isinstance(node, SequenceNode):
            items = [self.node(each, f"{path}[{number}]") for number, each in enumerate(node.value, start=1)]
            return Seq(tuple(items), self.place(node))
        return self.scalar(node, path)

    def map(self, node: MappingNode, path: str) -> Map:
        pairs: dict[str, Pair] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.say("key", key_node, path)
                continue
            key = str(key_node.value)
            here = f"{path}.{key}" if path else key
            if key in pairs:
                self.say("duplicate", key_node, here, key=key, first=pairs[key].place.line)
                continue
            pairs[key] = Pair(key, self.node(value_node, here, key_node), self.place(key_node))
        return Map(tuple(pairs.values()), self.place(node))

    def scalar(self, node: Any, path: str) -> Scalar:
        text, place = str(node.value), self.place(node)
        match str(node.tag).removeprefix(_TAG):
            case "str":
                return Scalar(text, text, place, block=node.style == "|")
            case "null":
                return Scalar(None, "", place)
            case "bool":
                return Scalar(_TRUTHS.get(text.lower()), text, place)
            case "int" if text.lstrip("+-").isdecimal():
                return Scalar(int(text), text, place)
            case "float" if text.lstrip("+-").replace(".", "", 1).isdecimal():
                return Scalar(Decimal(text), text, place)
            case "timestamp":
                return Scalar(self.day(text, node, path), text, place)
            case "int" | "float":
                return Scalar(text, text, place)
            case tag:
                self.say("tag", node, path, tag=tag)
                return Scalar(text, text, place)

    def day(self, text: str, node: Any, path: str) -> date | str:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.say("date", node, path, text=text)
            return text
