"""Reports, their words, facts and numbers."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from nianlun.apps.reports import models as reports
from tests.factories.common import NOW, digest
from tests.factories.people import UnitFactory, UserFactory


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = reports.Report

    unit = factory.SubFactory(UnitFactory)
    template = "investment/annual"
    template_digest = digest("template")
    kind = "summary"
    title = "工作总结"
    period = "2023"
    as_of = date(2023, 10, 20)
    known_at = NOW
    composed_at = NOW
    composed_by = factory.SubFactory(UserFactory)


class ReportTextFactory(DjangoModelFactory):
    class Meta:
        model = reports.ReportText

    report = factory.SubFactory(ReportFactory)
    number = 1
    written_at = NOW
    written_by = factory.SelfAttribute("report.composed_by")


class ReportFactFactory(DjangoModelFactory):
    class Meta:
        model = reports.ReportFact

    report = factory.SubFactory(ReportFactory)
    name = factory.Sequence("fact{}".format)


class ReportCounterFactory(DjangoModelFactory):
    class Meta:
        model = reports.ReportCounter

    unit = factory.SubFactory(UnitFactory)
    template = "investment/annual"
    year = 2023
