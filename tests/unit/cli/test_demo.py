"""What the demo prints where nothing is served."""

from __future__ import annotations

from click.testing import CliRunner

from nianlun.cli import demo
from nianlun.cli.serve import NOT_STARTED


def test_demo_that_is_only_loaded_tells_how_to_open_it_and_not_how_to_end_it(monkeypatch):
    """Without a terminal it prints no bar either, and no empty line for one."""
    for name in ("load_ledgers", "load_papers", "load_drafting"):
        monkeypatch.setattr(demo, name, lambda *, progress, **_given: progress(1, 1))
    monkeypatch.setattr(demo.demo, "load_library", lambda *, progress, **_given: progress(1, 1, "青禾县"))
    for name in ("install_packs", "load_county"):
        monkeypatch.setattr(demo.demo, name, lambda **_given: None)
    monkeypatch.setattr(demo.demo, "password", lambda: "secret")
    monkeypatch.setattr(demo, "load_readings", lambda: None)
    monkeypatch.setattr(demo, "call_command", lambda *_given, **_more: None)

    result = CliRunner().invoke(demo.command, ["--no-serve", "--port", "8080"])

    assert result.exit_code == 0
    assert "Ctrl+C" not in result.output
    assert "nianlun demo --port 8080" in result.output
    assert result.stderr == ""


def test_demo_is_not_loaded_into_a_site_in_production(settings):
    settings.PRODUCTION = True

    result = CliRunner().invoke(demo.command, [])

    assert result.exit_code == NOT_STARTED
    assert "NIANLUN_DATA" in result.stderr
