"""What the database refuses, and by which of its rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """Expect this rule of the database to refuse what the block does; what was done is undone."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert refusal.value.__cause__.diag.constraint_name == constraint


def by_sql(row: models.Model, **values: Any) -> None:
    columns = {row._meta.get_field(name): value for name, value in values.items()}
    setting = ", ".join(f"{field.column} = %s" for field in columns)
    prepared = [field.get_db_prep_save(value, connection) for field, value in columns.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {setting} WHERE id = %s", [*prepared, row.pk]
        )


def by_update(row: models.Model, **values: Any) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def by_bulk_update(row: models.Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    type(row)._base_manager.bulk_update([row], list(values))


def by_save(row: models.Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


#: All the ways on which a stored row may be changed.
WAYS = [by_sql, by_update, by_bulk_update, by_save]
