"""Names of persons, by the post before them or the form of address after them; one mask for one name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nianlun.text.masking.spans import Masked
from nianlun.text.masking.surnames import COMPOUND_SURNAMES, ORDINARY_WORDS, SURNAMES

_NAME = (
    rf"(?:(?:{COMPOUND_SURNAMES})[一-鿿]{{1,2}}?|[{SURNAMES}][一-鿿]{{1,2}}?|[{SURNAMES}][ \u3000]+[一-鿿])"
)
_POSTS = (
    "书记|局长|县长|市长|区长|镇长|乡长|省长|州长|部长|厅长|处长|科长|股长|所长|站长|队长|院长|校长|园长|馆长|行长|组长|"
    "班长|主任|主席|委员|常委|秘书长|会长|理事长|董事长|经理|厂长|场长|专员|调研员|巡视员|联络员|信息员|网格员|民警|"
    "教师|医生|法官|检察官|律师|记者|联系人|负责人|经办人|责任人|当事人|法定代表人|法人代表|申请人|举报人|投诉人|户主|"
    "驾驶员|承办人|审核人|签发人|拟稿人|姓名"
)
_AFTER = (
    r"(?=任|同志|等|带队|主持|率|出席|参加|表示|指出|强调|陪同|到|赴|在|介绍|说|为|担任|兼|作|和|与|及|代表|"
    r"[、，。；：！？,;:）)（(\s]|电话|联系|\d|$)"
)
_BY_POST = re.compile(rf"(?:{_POSTS})[：:]?[ \u3000]*(?P<name>{_NAME}){_AFTER}")
_BY_ADDRESS = re.compile(rf"(?<![一-鿿])(?P<name>{_NAME})(?=同志|先生|女士|同学|老师)")
_BY_CHAIN = re.compile(rf"[、和与及](?P<name>{_NAME}){_AFTER}")
_IS_POST = re.compile(_POSTS)
_COMPOUND = re.compile(COMPOUND_SURNAMES)
_SHORT = 2
_PEOPLE = "甲乙丙丁戊己庚辛壬癸"


def find_persons(text: str) -> Iterator[Masked]:
    """Every place where a found name stands, each name with its one mask."""
    masks = masks_for(_names(text))
    if not masks:
        return
    pattern = re.compile("|".join(_wherever(name) for name in sorted(masks, key=len, reverse=True)))
    for match in pattern.finditer(text):
        yield Masked("person", match.start(), match.end(), match[0], masks[match[0]])


def _wherever(name: str) -> str:
    """Three characters are the name wherever they stand; two only where a name may stand."""
    if len(name) > _SHORT:
        return re.escape(name)
    before = r"(?:(?<![一-鿿])|(?<=[记长任席员人师官者警名理、和与及]))"
    return rf"{before}{re.escape(name)}(?:{_AFTER}|(?=先生|女士|同学|老师))"


def masks_for(names: Iterable[str]) -> dict[str, str]:
    """One mask for each name: 张某某, 李某; 张某甲 and 张某乙 where two share a surname."""
    by_surname: dict[str, list[str]] = {}
    for name in names:
        by_surname.setdefault(_surname(name), []).append(name)
    masks: dict[str, str] = {}
    for surname, sharing in by_surname.items():
        people = list(dict.fromkeys("".join(name.split()) for name in sharing))
        for name in sharing:
            bare = "".join(name.split())
            if len(people) == 1:
                masks[name] = surname + "某" * (len(bare) - len(surname))
            else:
                turn, place = divmod(people.index(bare), len(_PEOPLE))
                masks[name] = f"{surname}某{_PEOPLE[place]}{turn or ''}"
    return masks


def _names(text: str) -> list[str]:
    found: dict[str, None] = {}
    for match in _BY_POST.finditer(text):
        if _is_name(match["name"]):
            found[match["name"]] = None
            _follow(text, match.end("name"), found)
    for match in _BY_ADDRESS.finditer(text):
        if _is_name(match["name"]):
            found[match["name"]] = None
    return list(found)


def _follow(text: str, place: int, found: dict[str, None]) -> None:
    """Names that go on after a name: 副主任李建国、王小明."""
    match = _BY_CHAIN.match(text, place)
    while match and _is_name(match["name"]):
        found[match["name"]] = None
        match = _BY_CHAIN.match(text, match.end("name"))


def _is_name(name: str) -> bool:
    if name[:2] in ORDINARY_WORDS or name[1:3] in ORDINARY_WORDS or "某" in name:
        return False
    return _IS_POST.search(name) is None


def _surname(name: str) -> str:
    match = _COMPOUND.match(name)
    return match[0] if match else name[0]
