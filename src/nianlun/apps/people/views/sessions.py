"""Signing in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from nianlun.apps.people import actions
from nianlun.apps.people.forms.accounts import SignInForm


class SignIn(LoginView):
    """The sign-in page; lock-out after failed attempts is django-axes' work."""

    form_class = SignInForm
    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Let the user in, in the language he reads."""
        response = super().form_valid(form)
        user = form.get_user()
        actions.signed_in(user=user, by=user, at=timezone.now())
        if user.language:
            speak(response, user.language)
        return response


def speak(response: HttpResponse, language: str) -> None:
    """Let the browser remember a language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    actions.signed_out(user=request.user, by=request.user, at=timezone.now())
    logout(request)
    return redirect("sign-in")
