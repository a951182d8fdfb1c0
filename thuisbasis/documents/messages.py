"""How the product and a rendering process speak: a line of JSON that ends with the size of the bytes after it."""

import json
from typing import IO, Any


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message as its head and its bytes, or None when the other side has gone."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head: dict[str, Any] = json.loads(line)
    body = stream.read(head["size"])
    return (head, body) if len(body) == head["size"] else None


def write_message(stream: IO[bytes], head: dict[str, Any], body: bytes) -> None:
    """Write a message that `read_message` reads."""
    stream.write(json.dumps(head | {"size": len(body)}).encode() + b"\n" + body)
    stream.flush()
