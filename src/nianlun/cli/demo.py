"""`nianlun demo`: the made-up county, loaded and served."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from nianlun.cli.output import examples
from nianlun.cli.serve import NOT_STARTED, serve_everything
from nianlun.cli.serve.parts import address_is_free
from nianlun.web import demo
from nianlun.web.demo.drafting import load_drafting
from nianlun.web.demo.ledgers.loading import load_ledgers
from nianlun.web.demo.papers import load_papers
from nianlun.web.demo.readings import load_readings

PORT = 8000
WHAT_TO_TRY = """
  Nianlun 年轮 · 青禾县 (made up)     http://127.0.0.1:{port}

  Sign in / 登录       invest        password / 口令   {password}
  others / 其他账号    admin, office, reviewer, agriculture, yunping, bailu, auditor (same password)

  What to try / 试一试
    1. The paper 2023年工作总结和2024年工作思路: click 63.6 %.             点开年度总结里的63.6%，看到33个项目
    2. Your work: what is due, late, changed, returned.                   我的工作：到期、逾期、变动、退回
    3. 招商项目台账 as of 2023-10-20 and 2023-12-31, and the difference.   台账截至两日的样子和差异
    4. Paste 200 leads; three cells are bad and named.                    粘贴200行线索，找出3个错格
       (src/nianlun/web/demo/samples/招商线索200行.tsv)
    5. Search 亩产, then a single character; narrow to the plan parts.     检索“亩产”，再限定到“工作打算”
    6. Open a report: outline, marked figures, commitments.               打开一篇总结：提纲、数据、承诺
    7. Similar documents: two copies, one masked. Compare them.           相近文稿：比对脱敏泄露
    8. Commitments: what was promised for 2025, what became of it.        承诺事项：落实情况
    9. 起草任务: the speech on safety, its draft checked: 引用偏多.        起草任务：安全生产讲话的查重报告
   10. Import a compilation of your own; watch the progress.              导入自己的汇编，看进度
   11. Sign in as admin: Registers, Build a register.                    用admin登录：台账，新建台账
       (invest keeps the office's registers and may not build one)       （invest只填报，不能新建）
"""
HOW_TO_END = """
  Ctrl+C ends it; nothing is lost. / 按 Ctrl+C 停止，数据不丢。
"""
HOW_TO_SERVE = """
  Loaded, and not served. To open it / 已装入，尚未启动。启动：nianlun demo{port}
"""


@click.command(
    epilog=examples(
        "nianlun demo",
        "nianlun demo --port 8080",
        "nianlun demo --no-serve     (load only)",
        codes="Exit codes: 0 ended as asked, 1 not started.",
    )
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port to listen on."
)
@click.option(
    "--serve/--no-serve", default=True, show_default=True, help="Whether to serve the site afterwards."
)
def command(*, port: int, serve: bool) -> None:
    """Load the made-up county 青禾县 and serve it on 127.0.0.1.

    Running it again is quick and loses nothing.
    """
    if settings.PRODUCTION:
        click.echo(
            "The demo makes accounts of one printed password, so it is not loaded into a site in production. "
            "Unset NIANLUN_MODE, and name another folder by NIANLUN_DATA.",
            err=True,
        )
        sys.exit(NOT_STARTED)
    if serve and not address_is_free("127.0.0.1", port):
        click.echo(
            f"127.0.0.1:{port} is taken. Choose another port: nianlun demo --port {port + 1}", err=True
        )
        sys.exit(NOT_STARTED)
    call_command("migrate", interactive=False, verbosity=0)
    at = timezone.now()
    demo.install_packs()
    demo.load_county(at=at)
    _load_library(at)
    _load_ledgers(at)
    load_readings()
    _load_papers()
    _load_drafting(at)
    click.echo(WHAT_TO_TRY.format(port=port, password=demo.password()), nl=False)
    click.echo(HOW_TO_END if serve else HOW_TO_SERVE.format(port="" if port == PORT else f" --port {port}"))
    if serve:
        sys.exit(serve_everything(port=port))


def _load_library(at: datetime) -> None:
    with _bar("Loading the library") as progress:
        demo.load_library(at=at, progress=progress)


def _load_ledgers(at: datetime) -> None:
    with _bar("Loading the ledgers") as progress:
        load_ledgers(password=demo.password(), at=at, progress=progress)


def _load_papers() -> None:
    with _bar("Issuing the papers") as progress:
        load_papers(progress=progress)


def _load_drafting(at: datetime) -> None:
    with _bar("Drafting and checking") as progress:
        load_drafting(now=at, progress=progress)


@contextmanager
def _bar(words: str) -> Iterator[Callable[..., None]]:
    """A progress bar on a terminal, with a word about what is done; nothing where there is none."""
    console = Console(stderr=True)
    columns = (TextColumn(words), BarColumn(), TextColumn("{task.completed}/{task.total} {task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("")

        def show(done: int, total: int, about: str = "") -> None:
            bar.update(task, completed=done, total=total, description=about)

        yield show
