"""Queries that a worker asks for each row are put together once.

Django needs about a millisecond to turn a queryset into SQL, which is many times what the database
needs to answer it. So the text is kept, and only the values differ from call to call:

    leased = Prepared(Copy.objects.filter(lease_until__gt=Slot("now", DateTimeField())))
    leased.rows(now=timezone.now())
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateTimeField, Field, Q, QuerySet, Value


class Slot(Value):
    """Stands in a query for a value that is given at each call."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(None, output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def adapted(self, value: Any) -> Any:
        """A value as the database's driver takes it."""
        return self.output_field.get_db_prep_value(value, connection)


NOW = Slot("now", DateTimeField())


class Condition:
    """Which rows are meant, with slots. Queries that hold one are kept, so make few."""

    def __init__(self, rows: Q) -> None:
        self.rows = rows


class Prepared:
    """A query that was put together. Any number of threads may use it at a time."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        # Only what it has learned about its columns is used from here on, and that does not change.
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self._params = self._compiler.as_sql()

    def params(self, **given: Any) -> list[Any]:
        """What belongs into `sql`. given: a value for each slot by its name, and maybe more."""
        return [
            param.adapted(given[param.name]) if isinstance(param, Slot) else param
            for param in self._params
        ]

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows of a values_list()."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params(**given))
            found = cursor.fetchall()
        return list(self._compiler.results_iter([found], tuple_expected=True))
