"""Units, persons, users, rights, and the trail."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from nianlun.apps.audit.models import Event
from nianlun.apps.people.models import ApiToken, FormerName, Grant, Holding, Person, Post, Unit, User
from nianlun.apps.people.queries import token_digest
from tests.factories.common import NOW, PASSWORD


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit
        skip_postgeneration_save = True

    name = factory.Sequence("单位{}".format)
    kind = "bureau"
    parent = None
    path = "/"

    @factory.post_generation
    def place(self, create, extracted, **kwargs):
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.save(update_fields=["path"])


class FormerNameFactory(DjangoModelFactory):
    class Meta:
        model = FormerName

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence("旧单位{}".format)
    until_on = date(2023, 12, 31)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence("人员{}".format)
    unit = factory.SubFactory(UnitFactory)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("user{}".format)
    display_name = factory.LazyAttribute(lambda user: user.username.title())
    unit = factory.SubFactory(UnitFactory)

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save(update_fields=["password"])


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence("岗位{}".format)


class HoldingFactory(DjangoModelFactory):
    class Meta:
        model = Holding

    post = factory.SubFactory(PostFactory)
    person = factory.SubFactory(PersonFactory)
    rank = Holding.Rank.A
    since_on = date(2024, 1, 1)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    unit = factory.SelfAttribute("user.unit")
    role = "read"
    area = "library"
    granted_at = NOW
    granted_by = factory.SubFactory(UserFactory)


class ApiTokenFactory(DjangoModelFactory):
    class Meta:
        model = ApiToken

    class Params:
        token = factory.Sequence("nianlun_test_token_{}".format)

    user = factory.SubFactory(UserFactory)
    name = "export"
    digest = factory.LazyAttribute(lambda row: token_digest(row.token))
    created_at = NOW
    expires_at = None


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    at = NOW
    by = factory.SubFactory(UserFactory)
    kind = "unit.created"
    subject_type = "people.unit"
    subject_id = "1"
    subject_label = "单位"
    unit = factory.SelfAttribute("by.unit")
