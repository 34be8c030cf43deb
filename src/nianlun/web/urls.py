"""All addresses of the site."""

from __future__ import annotations

from django.urls import include, path

from nianlun.web.api import api
from nianlun.web.views import audit, home, verify

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("language/", home.language, name="language"),
    path("audit/", audit.audit, name="audit"),
    path("audit/verify/", verify.verify, name="verify"),
    path("", include("nianlun.apps.people.urls")),
    path("indicators/", include("nianlun.apps.indicators.urls")),
    path("library/originality/", include("nianlun.apps.originality.urls")),
    path("library/", include("nianlun.apps.library.urls")),
    path("", include("nianlun.apps.registers.urls")),
    path("reports/", include("nianlun.apps.reports.urls")),
    path("api/", api.urls),
]

handler400 = "nianlun.web.errors.bad_request"
handler403 = "nianlun.web.errors.forbidden"
handler404 = "nianlun.web.errors.not_found"
handler500 = "nianlun.web.errors.server_error"
