"""Addresses about oneself, without a name space, and of the administration, as `people:...`."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from nianlun.apps.people.views import account, posts, sessions, units, users

administration = [
    path("units/", units.units, name="units"),
    path("units/import/", posts.bring_people, name="import"),
    path("units/new/", units.new_unit, name="new-unit"),
    path("units/<int:unit_id>/", units.unit, name="unit"),
    path("units/<int:unit_id>/rename/", units.rename, name="rename-unit"),
    path("units/<int:unit_id>/merge/", units.merge, name="merge-unit"),
    path("posts/", posts.posts, name="posts"),
    path("users/", users.users, name="users"),
    path("users/new/", users.new_user, name="new-user"),
    path("users/<int:user_id>/", users.user, name="user"),
    path("users/<int:user_id>/rights/", users.give_right, name="give-right"),
    path("users/<int:user_id>/rights/<int:grant_id>/take/", users.take_right, name="take-right"),
    path("users/<int:user_id>/password/", users.new_password, name="new-password"),
    path("users/<int:user_id>/open-or-close/", users.open_or_close, name="open-or-close"),
]

urlpatterns = [
    path("sign-in/", login_not_required(sessions.SignIn.as_view()), name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("password/", account.password, name="password"),
    path("account/", account.account, name="account"),
    path("account/tokens/<int:token_id>/end/", account.end_token, name="end-token"),
    path("", include((administration, "people"))),
]
