"""The rules every catalogue must pass, one file each, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.codes import check_codes
from nianlun.define.check.computed import check_computed
from nianlun.define.check.cycles import check_cycles
from nianlun.define.check.duplicates import check_duplicates
from nianlun.define.check.expressions import check_expressions
from nianlun.define.check.hidden import check_hidden
from nianlun.define.check.ids import check_ids
from nianlun.define.check.indicators import check_indicators
from nianlun.define.check.keys import check_keys
from nianlun.define.check.kinds import check_kinds
from nianlun.define.check.links import check_links
from nianlun.define.check.measures import check_measures
from nianlun.define.check.milestones import check_milestones
from nianlun.define.check.papers import check_papers
from nianlun.define.check.references import check_references
from nianlun.define.check.reports import check_reports
from nianlun.define.check.samples import check_samples
from nianlun.define.check.stages import check_stages
from nianlun.define.check.targets import check_targets
from nianlun.define.problems import Fault

RULES: tuple[tuple[str, Callable[[Catalog], Iterator[Fault]]], ...] = (
    ("keys", check_keys),
    ("duplicates", check_duplicates),
    ("ids", check_ids),
    ("references", check_references),
    ("stages", check_stages),
    ("kinds", check_kinds),
    ("computed", check_computed),
    ("expressions", check_expressions),
    ("links", check_links),
    ("cycles", check_cycles),
    ("milestones", check_milestones),
    ("hidden", check_hidden),
    ("codes", check_codes),
    ("measures", check_measures),
    ("indicators", check_indicators),
    ("targets", check_targets),
    ("reports", check_reports),
    ("papers", check_papers),
    ("samples", check_samples),
)
"""Every rule, in the order in which problems at one place are listed."""


def check_catalog(catalog: Catalog) -> Iterator[Fault]:
    """Everything that is wrong with a catalogue, by all rules."""
    for _, rule in RULES:
        yield from rule(catalog)
