"""What production refuses."""

from __future__ import annotations

import stat

import pytest

from nianlun.web.env import Environment
from nianlun.web.safety import development_secret_key, is_https_origin, refuse_unknown, refuse_unsafe

SAFE = {
    "debug": False,
    "secret_key": "k3y-" * 2 + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "hosts": ["nianlun.example.gov.cn"],
    "origins": ["https://nianlun.example.gov.cn"],
}


def test_safe_settings_pass():
    env = Environment({})

    refuse_unsafe(env, **SAFE)

    assert env.faults == []


@pytest.mark.parametrize(
    ("unsafe", "name"),
    [
        ({"debug": True}, "NIANLUN_DEBUG"),
        ({"secret_key": ""}, "NIANLUN_SECRET_KEY"),
        ({"secret_key": "short"}, "NIANLUN_SECRET_KEY"),
        ({"secret_key": "a" * 60}, "NIANLUN_SECRET_KEY"),
        ({"hosts": []}, "NIANLUN_ALLOWED_HOSTS"),
        ({"hosts": ["*"]}, "NIANLUN_ALLOWED_HOSTS"),
        ({"origins": []}, "NIANLUN_ORIGINS"),
        ({"origins": ["http://nianlun.example.gov.cn"]}, "NIANLUN_ORIGINS"),
    ],
)
def test_unsafe_setting_is_refused_by_name(unsafe, name):
    env = Environment({})

    refuse_unsafe(env, **(SAFE | unsafe))

    assert len(env.faults) == 1
    assert env.faults[0].startswith(name)
    assert "Add: NIANLUN_" in env.faults[0]


def test_unknown_variable_is_refused():
    env = Environment({"NIANLUN_UPLOAD_MAXMB": "3", "NIANLUN_DATA": "x", "PATH": "y"})

    refuse_unknown(env, frozenset({"NIANLUN_DATA"}))

    assert len(env.faults) == 1
    assert "NIANLUN_UPLOAD_MAXMB" in env.faults[0]


@pytest.mark.parametrize(
    "origin", ["https://*.gov.cn", "https://a.cn/path", "https://", "a.cn", "https://u@a.cn"]
)
def test_origin_with_more_than_host_is_no_origin(origin):
    assert not is_https_origin(origin)


def test_development_key_is_made_once_and_kept_private(tmp_path):
    first = development_secret_key(tmp_path)

    assert development_secret_key(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
