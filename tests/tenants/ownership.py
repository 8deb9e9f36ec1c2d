"""Whose is a row? Worked out from the models themselves, so that a new one is not forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, Model

from recovery.models import (
    Attempts,
    Lane,
    RelyingParty,
    Revocation,
    SpentChallenge,
    User,
)
from tests.tenant import Tenant

# Rows of the service itself. A permission that is given back has outlived its person.
OF_NOBODY = {User, Lane, Attempts, SpentChallenge, Revocation}
MODELS = [model for model in apps.get_app_config("recovery").get_models() if model not in OF_NOBODY]
# When the clock came by; it comes to everybody.
_BY_THE_CLOCK = {"counted_at"}


class Database:
    """All rows that belong to somebody, read once."""

    def __init__(self) -> None:
        self._rows = {(model, row.pk): row for model in MODELS for row in model._base_manager.all()}
        self._owners: dict[tuple[type[Model], Any], frozenset[UUID]] = {}

    def __iter__(self) -> Iterator[Model]:
        return iter(self._rows.values())

    def owners(self, row: Model) -> frozenset[UUID]:
        """The relying parties that a row leads to, by whichever way. It should be exactly one."""
        key = type(row), row.pk
        if key not in self._owners:
            self._owners[key] = frozenset(self._lead(row))
        return self._owners[key]

    def _lead(self, row: Model) -> Iterator[UUID]:
        if isinstance(row, RelyingParty):
            yield row.pk
            return
        for field in _ways(type(row)):
            # The history keeps the id of a person who is gone.
            there = self._rows.get((field.related_model, getattr(row, field.attname)))
            if there is not None:
                yield from self.owners(there)


def _ways(model: type[Model]) -> Iterator[Any]:
    """Keys to other rows. A person at a keyboard may belong to several parties, and so leads to
    none."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model not in OF_NOBODY:
            yield field


def rows_of(tenant: Tenant) -> dict[str, object]:
    """Every value in every row of a tenant."""
    database = Database()
    return {
        f"{type(row).__name__} {row.pk} {name}": value
        for row in database
        if tenant.party.pk in database.owners(row)
        for name, value in _values(row).items()
    }


def _values(row: Model) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in _BY_THE_CLOCK}


def differing(before: dict[str, object], after: dict[str, object]) -> set[str]:
    """The names under which two of these dictionaries are not the same."""
    return {name for name in before | after if before.get(name) != after.get(name)}


def leaks(*tenants: Tenant) -> list[str]:
    """Rows that lead to two relying parties or to none, or that hold a word of another one.

    Staff have an account at the service's own site. What is kept of them there names one tenant.
    """
    found = []
    database = Database()
    for row in database:
        mine = database.owners(row)
        if len(mine) != 1:
            found.append(f"{type(row).__name__} {row.pk} leads to {len(mine)} relying parties")
        said = {tenant.word for tenant in tenants if tenant.word in repr(_values(row))}
        own = {tenant.word for tenant in tenants if tenant.party.pk in mine}
        if len(said | own) > 1:
            found.append(f"{type(row).__name__} {row.pk} says {sorted(said)}")
    return found
