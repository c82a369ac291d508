"""PostgreSQL on board: a real server in a folder, without a system install.

``EmbeddedServer`` starts, joins and stops it. The module ``base`` is the Django database backend
that starts it when the first query is about to run, so commands without queries never wait.
"""

from newsroom.embedded.server import DATABASE_NAME, ROLE, EmbeddedServer

__all__ = ["DATABASE_NAME", "ROLE", "EmbeddedServer"]
