"""Reports of originality."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from nianlun.apps.originality import models as originality
from tests.factories.common import NOW, digest
from tests.factories.people import UserFactory


class OriginalityReportFactory(DjangoModelFactory):
    class Meta:
        model = originality.OriginalityReport

    origin = originality.Origin.PASTED
    title = "讲话稿"
    text = "全县上下把项目建设作为经济工作的重中之重。"
    characters = 21
    copied = 0
    stock = 0
    library = {"documents": 0, "characters": 0, "newest": "", "waiting": 0, "common_from": 8}
    digest = digest("report")
    asked_at = NOW
    asked_by = factory.SubFactory(UserFactory)
