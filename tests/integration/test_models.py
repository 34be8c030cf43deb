"""Rules that hold for every model of ours."""

from __future__ import annotations

import inspect

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from factory.django import DjangoModelFactory

from tests import factories

BY_THE_SYSTEM = {("Source", "imported"), ("ImportJob", "created")}
"""Nobody stands for the system itself, which imports what the watched folder delivers."""

OURS = [model for model in apps.get_models() if model.__module__.startswith("nianlun.")]
FACTORIES = {
    each._meta.model: each
    for _name, each in inspect.getmembers(factories, inspect.isclass)
    if issubclass(each, DjangoModelFactory)
}


def pairs_of(model: type[models.Model]) -> list[str]:
    """The prefixes x of which the model has both `x_at` and `x_by`."""
    names = {field.name for field in model._meta.concrete_fields}
    return sorted(name[:-3] for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names)


PAIRS = [
    pytest.param(model, prefix, id=f"{model.__name__}.{prefix}")
    for model in OURS
    for prefix in pairs_of(model)
    if (model.__name__, prefix) not in BY_THE_SYSTEM
]


def test_every_model_has_a_factory():
    assert {model.__name__ for model in OURS} == {model.__name__ for model in FACTORIES}


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_factory_makes_a_row_that_can_be_named(model):
    row = FACTORIES[model]()

    assert model.objects.get(pk=row.pk) == row
    assert str(row)


def test_pairs_are_found():
    assert len(PAIRS) >= 6


WITH = {("Report", "issued"): {"number": 1, "year": 2023}, ("Pledge", "judged"): {"verdict": "kept"}}
"""What else a row has from that instant on."""


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "prefix"), PAIRS)
def test_instant_without_person_is_refused_by_the_database(model, prefix):
    row = FACTORIES[model]()
    at, by = f"{prefix}_at", f"{prefix}_by"
    full = {at: factories.NOW, by: factories.UserFactory()}
    model.objects.filter(pk=row.pk).update(**full, **WITH.get((model.__name__, prefix), {}))

    for half in ({at: None}, {by: None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**half)


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command(
        "makemigrations",
        "people",
        "audit",
        "library",
        "registers",
        "indicators",
        "reports",
        "originality",
        check=True,
        dry_run=True,
        verbosity=0,
    )
