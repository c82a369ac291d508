"""The press: prints a page once and hands out copies, in front of Django and in its process.

door        the WSGI door: who is served a copy, and how one is printed
keys        what an answer is made of, so that it is known when it is no longer true
shelf       the copies, within so much memory
encoding    bodies as they travel: compressed once, in what the reader's program takes best
listening   what the database says has changed, and what will change when
metrics     how it is doing, for Prometheus
"""

from articles.reader.press.door import Press

__all__ = ["Press"]
