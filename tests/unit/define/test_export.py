"""What is exported loads to the same definitions."""

from __future__ import annotations

from hypothesis import given

from nianlun.define.catalog import Catalog, PackContents
from nianlun.define.export import digest_of, export_pack, plain_pack
from nianlun.define.load import load, load_plain, load_shipped
from nianlun.define.model import Pack, Register, UnitOfMeasure
from tests.packs import demo_catalog
from tests.unit.define.strategies import registers

PACK = Pack(key="small", label="小包", version=1)


@given(registers())
def test_a_register_survives_export_and_load(register: Register) -> None:
    contents = PackContents(pack=PACK, registers=(register,), measures=(UnitOfMeasure(key="家"),))

    loaded = load({"small.yaml": export_pack(contents)})

    assert loaded.problems == ()
    assert loaded.catalog == Catalog((contents,))
    assert load_plain({"small": plain_pack(contents)}).catalog == loaded.catalog


def test_the_shipped_packs_survive_export_and_load() -> None:
    catalog = demo_catalog()

    loaded = load({f"{each.pack.key}.yaml": export_pack(each) for each in catalog.packs})

    assert loaded.problems == ()
    assert loaded.catalog == catalog


def test_export_is_stable() -> None:
    contents = load_shipped("investment").packs[-1]
    text = export_pack(contents)

    common = load_shipped("common").packs[0]
    again = load({"investment.yaml": text, "common.yaml": export_pack(common)}).or_raise()

    assert export_pack(again.packs[-1]) == text
    assert digest_of(again.packs[-1]) == digest_of(contents)
