"""Persons, the posts of their units, and who holds them as A, B or stand-in."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Holding, Person, Post, Unit, User


@transaction.atomic
def add_person(*, name: str, unit: Unit, by: User, at: datetime, phone: str = "", email: str = "") -> Person:
    """Add somebody who works in a unit; two of one name are two persons."""
    person = Person.objects.create(name=name, unit=unit, phone=phone, email=email)
    record("person.added", person, by=by, at=at, unit=unit)
    return person


@transaction.atomic
def add_post(*, unit: Unit, title: str, by: User, at: datetime) -> Post:
    """Add a post to a unit; one that is there already stays as it is."""
    post, made = Post.objects.get_or_create(unit=unit, title=title)
    if made:
        record("post.added", post, by=by, at=at, unit=unit)
    return post


@transaction.atomic
def hold_post(
    *,
    post: Post,
    person: Person,
    rank: str,
    since_on: date,
    by: User,
    at: datetime,
    until_on: date | None = None,
) -> Holding:
    """Let a person hold a post in a rank from a day on."""
    holding = Holding.objects.create(
        post=post, person=person, rank=rank, since_on=since_on, until_on=until_on
    )
    record("post.held", post, by=by, at=at, unit=post.unit, person=person.pk, rank=rank, since_on=since_on)
    return holding
