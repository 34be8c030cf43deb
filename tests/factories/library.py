"""The library: sources, documents, findings, imports."""

from __future__ import annotations

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from nianlun.apps.library import models as library
from tests.factories.common import NOW, digest
from tests.factories.people import UnitFactory, UserFactory


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = library.Source

    name = factory.Sequence("report{}.txt".format)
    sha256 = factory.LazyAttribute(lambda source: digest(source.name))
    format = "txt"
    encoding = "utf-8"
    size_bytes = 60
    characters = 20
    unit = factory.SubFactory(UnitFactory)
    imported_at = NOW
    imported_by = factory.SubFactory(UserFactory)
    shelf = factory.LazyAttribute(lambda source: f"unit:{source.unit.pk}")


class TagFactory(DjangoModelFactory):
    class Meta:
        model = library.Tag

    name = factory.Sequence("标签{}".format)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = library.Document

    source = factory.SubFactory(SourceFactory)
    position = factory.Sequence(lambda number: number + 1)
    start = 0
    title = factory.Sequence("县农业农村局2023年工作总结{}".format)
    text = factory.LazyAttribute(lambda document: f"{document.title}\n全年完成粮食播种面积25.6万亩。\n")
    characters = factory.LazyAttribute(lambda document: len(document.text))
    digest = factory.LazyAttribute(lambda document: digest(document.text))
    kind = "summary"
    year = 2023
    plan_year = 2024
    level = "bureau"
    access = library.Access.UNIT
    unit = factory.SelfAttribute("source.unit")
    owner = factory.SelfAttribute("source.imported_by")
    added_at = NOW
    read_at = NOW
    reader_version = "1"


class ClosedPartFactory(DjangoModelFactory):
    class Meta:
        model = library.ClosedPart

    document = factory.SubFactory(DocumentFactory)
    start = 20
    end = 24
    access = library.Access.UNIT
    reason = "尚未公布"
    closed_at = NOW
    closed_by = factory.SubFactory(UserFactory)


class DownloadQuotaFactory(DjangoModelFactory):
    class Meta:
        model = library.DownloadQuota

    user = factory.SubFactory(UserFactory)
    documents_a_day = 10
    set_at = NOW
    set_by = factory.SubFactory(UserFactory)


class IndexRemovalFactory(DjangoModelFactory):
    class Meta:
        model = library.IndexRemoval

    document = factory.Sequence(lambda number: number + 1)


class LinkBandFactory(DjangoModelFactory):
    class Meta:
        model = library.LinkBand

    document = factory.SubFactory(DocumentFactory)
    key = factory.Sequence(lambda number: number)


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = library.Link

    first = factory.SubFactory(DocumentFactory)
    second = factory.SubFactory(DocumentFactory)
    similarity = 0.996
    containment = 1.0


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = library.Figure

    document = factory.SubFactory(DocumentFactory)
    start = 0
    end = 6
    text = "25.6万亩"
    value = "25.6"
    unit = "万亩"
    kind = "amount"
    base_value = 256000
    base_unit = "亩"
    indicator = "粮食播种面积"
    role = "actual"
    period = "2023"
    section = "achievement"
    year = 2023


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = library.Commitment

    document = factory.SubFactory(DocumentFactory)
    start = 0
    end = 12
    text = "新建高标准农田2万亩以上"
    kind = "quantified"
    indicator = "高标准农田"
    comparator = ">="
    value = "2"
    unit = "万亩"
    due = "2024"
    year = 2024


class CorrectionFactory(DjangoModelFactory):
    class Meta:
        model = library.Correction

    document = factory.SubFactory(DocumentFactory)
    target = library.Correction.Target.META
    act = library.Correction.Act.MEND
    fields = factory.LazyFunction(lambda: {"year": 2023})
    before = factory.LazyFunction(lambda: {"year": None})
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = library.Outcome

    commitment = factory.SubFactory(CommitmentFactory)
    score = 0.9
    verdict = library.Outcome.Verdict.KEPT


class ImportJobFactory(DjangoModelFactory):
    class Meta:
        model = library.ImportJob

    origin = library.ImportJob.Origin.PAGE
    unit = factory.SubFactory(UnitFactory)
    access = library.Access.UNIT
    created_at = NOW
    created_by = factory.SubFactory(UserFactory)


class ImportItemFactory(DjangoModelFactory):
    class Meta:
        model = library.ImportItem

    job = factory.SubFactory(ImportJobFactory)
    position = factory.Sequence(lambda number: number + 1)
    name = factory.Sequence("report{}.txt".format)
    sha256 = factory.LazyAttribute(lambda item: digest(item.name))
    size_bytes = 60


class SavedSearchFactory(DjangoModelFactory):
    class Meta:
        model = library.SavedSearch

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence("检索{}".format)
    query = factory.LazyFunction(lambda: {"q": ["农业"]})
    saved_at = NOW + timedelta(days=1)


class DigestWishFactory(DjangoModelFactory):
    class Meta:
        model = library.DigestWish

    user = factory.SubFactory(UserFactory)
    address = factory.Sequence("member{}@office.example".format)
    since_on = NOW.date()


class DigestMailFactory(DjangoModelFactory):
    class Meta:
        model = library.DigestMail

    user = factory.SubFactory(UserFactory)
    day = NOW.date()
    due_at = NOW
