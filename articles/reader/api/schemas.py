"""JSON Schemas made from Python's types, as the OpenAPI document holds them."""

from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

__all__ = ["Schema", "Schemas"]

Schema = dict[str, Any]
PLAIN = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


class Schemas:
    """The named schemas; asking for one adds all that it refers to."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """Return the schema of a type: a TypedDict, or what those are made of here."""
        if kind in PLAIN:
            return {"type": PLAIN[kind]}
        if is_typeddict(kind):
            return self._reference(kind)
        first, *others = get_args(kind)
        if get_origin(kind) is Annotated:
            says = others[0]._asdict()
            return self.of(first) | {name: text for name, text in says.items() if text}
        if get_origin(kind) is Literal:
            return {"type": "string", "enum": [first, *others]}
        if get_origin(kind) is list:
            return {"type": "array", "items": self.of(first)}
        if get_origin(kind) in (Union, UnionType):
            return _either([self.of(each) for each in (first, *others)])
        raise TypeError(f"{kind} has no schema here")

    def _reference(self, kind: type) -> Schema:
        if kind.__name__ not in self.named:
            self.named[kind.__name__] = {}  # before what it holds, which may refer to it
            hints = get_type_hints(kind, include_extras=True)
            properties = {name: self.of(hint) for name, hint in hints.items()}
            schema: Schema = {"type": "object", "properties": properties, "required": list(hints)}
            if kind.__doc__:
                schema["description"] = kind.__doc__
            self.named[kind.__name__] = schema
        return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _either(schemas: list[Schema]) -> Schema:
    """Return the schema of what may be null, as short as can be."""
    first, null = schemas
    if "type" in first:
        return first | {"type": [first["type"], null["type"]]}
    return {"anyOf": [first, null]}
