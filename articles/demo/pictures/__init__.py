"""The demo newsroom's pictures, drawn when they are needed: the same ones each time."""

from importlib import import_module

__all__ = ["draw"]


def draw(name: str) -> bytes:
    """Return the picture of this name as a JPEG of 1600 x 1067 pixels.

    Names are those of the files in `scenes`, with hyphens: `draw("night-tram")`.
    """
    scene = import_module(f"articles.demo.pictures.scenes.{name.replace('-', '_')}")
    picture: bytes = scene.draw().jpeg()
    return picture
