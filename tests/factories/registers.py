"""Registers, entries, versions, and what hangs on them."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from nianlun.apps.registers import models as registers
from nianlun.apps.registers.definitions.text import digest_of_text
from tests.factories.common import NOW, digest
from tests.factories.library import DocumentFactory
from tests.factories.people import UnitFactory, UserFactory

DEFINITION = '{"fields":[{"id":1,"key":"name","kind":"text","label":"名称"}],"id":1,"key":"plain","label":"台账","title":"name"}'


class RegisterFactory(DjangoModelFactory):
    class Meta:
        model = registers.Register

    key = factory.Sequence("register{}".format)
    number = factory.Sequence(lambda number: number + 1)
    pack = "tests"
    label = factory.Sequence("台账{}".format)
    source = "county"
    created_at = NOW
    created_by = factory.SubFactory(UserFactory)


class RegisterVersionFactory(DjangoModelFactory):
    class Meta:
        model = registers.RegisterVersion

    register = factory.SubFactory(RegisterFactory)
    number = 1
    definition = DEFINITION
    digest = factory.LazyAttribute(lambda row: digest_of_text(row.definition))
    status = "published"
    saved_at = NOW
    saved_by = factory.SubFactory(UserFactory)
    published_at = NOW
    published_by = factory.SelfAttribute("saved_by")


class FieldSlotFactory(DjangoModelFactory):
    class Meta:
        model = registers.FieldSlot

    register = factory.SubFactory(RegisterFactory)
    field = 1
    type = "text"
    column = "t1"


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = registers.ImportBatch

    register = factory.SubFactory(RegisterFactory)
    unit = factory.SubFactory(UnitFactory)
    name = "sheet.xlsx"
    form = "xlsx"
    sha256 = digest("sheet")
    brought_at = NOW
    brought_by = factory.SubFactory(UserFactory)


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = registers.Entry

    register = factory.SubFactory(RegisterFactory)
    code = factory.Sequence("E-{}".format)
    unit = factory.SubFactory(UnitFactory)
    created_at = NOW
    created_by = factory.SubFactory(UserFactory)


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = registers.Version

    entry = factory.SubFactory(EntryFactory)
    register = factory.SelfAttribute("entry.register")
    number = 1
    definition = factory.SubFactory(RegisterVersionFactory, register=factory.SelfAttribute("..register"))
    unit = factory.SelfAttribute("entry.unit")
    values = factory.LazyFunction(lambda: {"1": "甲"})
    state = "draft"
    act = "created"
    recorded_at = NOW
    recorded_by = factory.SelfAttribute("entry.created_by")
    digest = digest("version")


class IndexRowFactory(DjangoModelFactory):
    class Meta:
        model = registers.IndexRow

    version = factory.SubFactory(VersionFactory)
    register = factory.SelfAttribute("version.register")
    entry = factory.SelfAttribute("version.entry")
    unit = factory.SelfAttribute("version.unit")
    recorded_at = NOW
    updated_at = NOW
    code = factory.SelfAttribute("version.entry.code")
    is_final = False
    is_living = True
    is_correction = False


class CounterFactory(DjangoModelFactory):
    class Meta:
        model = registers.Counter

    register = factory.SubFactory(RegisterFactory)
    scope = "2024"


class DailyRootFactory(DjangoModelFactory):
    class Meta:
        model = registers.DailyRoot

    register = factory.SubFactory(RegisterFactory)
    day = NOW.date()
    count = 1
    root = digest("root")
    reckoned_at = NOW


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = registers.Attachment

    entry = factory.SubFactory(EntryFactory)
    name = "agreement.pdf"
    sha256 = digest("agreement")
    size_bytes = 10
    media_type = "application/pdf"
    attached_at = NOW
    attached_by = factory.SubFactory(UserFactory)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = registers.Comment

    entry = factory.SubFactory(EntryFactory)
    words = "请补充。"
    written_at = NOW
    written_by = factory.SubFactory(UserFactory)


class EntryLinkFactory(DjangoModelFactory):
    class Meta:
        model = registers.EntryLink

    source = factory.SubFactory(EntryFactory)
    target = factory.SubFactory(EntryFactory)
    linked_at = NOW
    linked_by = factory.SubFactory(UserFactory)


class EntryDocumentFactory(DjangoModelFactory):
    class Meta:
        model = registers.EntryDocument

    entry = factory.SubFactory(EntryFactory)
    document = factory.SubFactory(DocumentFactory)
    linked_at = NOW
    linked_by = factory.SubFactory(UserFactory)


class NotDuplicateFactory(DjangoModelFactory):
    class Meta:
        model = registers.NotDuplicate

    first = factory.SubFactory(EntryFactory)
    second = factory.SubFactory(EntryFactory)
    told_at = NOW
    told_by = factory.SubFactory(UserFactory)


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = registers.SavedView

    register = factory.SubFactory(RegisterFactory)
    name = factory.Sequence("视图{}".format)
    saved_at = NOW
    saved_by = factory.SubFactory(UserFactory)
