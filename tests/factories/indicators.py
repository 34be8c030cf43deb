"""Targets, entered readings, locks."""

from __future__ import annotations

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from nianlun.apps.indicators import models as indicators
from tests.factories.common import NOW
from tests.factories.people import UserFactory


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Target

    indicator = "projects_new"
    setter = "county"
    year = factory.Sequence(lambda number: 2000 + number)
    value = Decimal(33)
    source = "分解方案"
    proposed_at = NOW
    proposed_by = factory.SubFactory(UserFactory)
    confirmed_at = NOW
    confirmed_by = factory.SelfAttribute("proposed_by")


class PledgeFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Pledge

    pack = "investment"
    year = 2024
    start = factory.Sequence(int)
    source = "工作思路"
    passage = "建立项目例会制度"
    taken_at = NOW
    taken_by = factory.SubFactory(UserFactory)


class ReadingFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Reading

    indicator = "projects_new_city_rank"
    period = "2023"
    value = Decimal(4)
    source = "全市通报"
    recorded_at = NOW
    recorded_by = factory.SubFactory(UserFactory)


class PeriodLockFactory(DjangoModelFactory):
    class Meta:
        model = indicators.PeriodLock

    indicator = factory.Sequence("indicator{}".format)
    reason = "补报"
    period = "2023"
    locked_at = NOW
    locked_by = factory.SubFactory(UserFactory)
