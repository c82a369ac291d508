"""Do tasks as they come, and those of workers that died."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from articles.workflow.rescuing import watch_over_tasks

__all__ = ["Command"]


class Command(Worker):
    help = (
        "Do what waits in the database to be done, such as making the sizes of pictures, until "
        "told to stop. Any number may run: no task is begun by two, and that of a worker which "
        "died is done by another."
    )

    def handle(self, *, worker_id: str, **options: Any) -> None:
        with watch_over_tasks(worker_id):
            super().handle(worker_id=worker_id, **options)
