"""Texts spoilt as files from many hands are: signs lost, odd ones put in, lines moved, other line ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

_ODD = "\u200b\ufeff\u00ad\ue5d2\ufffd\x0b\x0c\u2028#*|\t　０１２％．一二（）()【】《》“”、。；：，！1234.年％亿万元XX\U00020000"
_FULL_WIDTH = str.maketrans("0123456789%().,", "０１２３４５６７８９％（）．，")


def mutations(text: str, seed: int, count: int) -> Iterator[str]:
    """`count` spoilt copies of a text; the same for the same seed."""
    random = Random(seed)
    for _ in range(count):
        spoilt = text
        for spoil in random.sample(_WAYS, random.randint(1, 3)):
            spoilt = spoil(spoilt, random)
        yield spoilt


def _lose(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 30)):
        place = random.randrange(len(text) + 1)
        text = text[:place] + text[place + random.randint(1, 40) :]
    return text


def _insert(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 40)):
        place = random.randrange(len(text) + 1)
        text = text[:place] + "".join(random.choices(_ODD, k=random.randint(1, 4))) + text[place:]
    return text


def _shuffle(text: str, random: Random) -> str:
    lines = text.split("\n")
    random.shuffle(lines)
    return "\n".join(lines)


def _repeat(text: str, random: Random) -> str:
    lines = text.split("\n")
    first = random.randrange(len(lines))
    return "\n".join([*lines, *lines[first : first + random.randint(1, 20)]])


def _join(text: str, random: Random) -> str:
    return "".join(line + ("\n" if random.random() < 0.5 else "") for line in text.split("\n"))


def _break(text: str, random: Random) -> str:
    width = random.randint(8, 40)
    return "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width)
    )


def _windows(text: str, _random: Random) -> str:
    return text.replace("\n", "\r\n")


def _widen(text: str, _random: Random) -> str:
    return text.translate(_FULL_WIDTH)


def _thin(text: str, random: Random) -> str:
    return "".join(sign + ("\u200b" if random.random() < 0.05 else "") for sign in text)


_WAYS: tuple[Callable[[str, Random], str], ...] = (
    _lose,
    _insert,
    _shuffle,
    _repeat,
    _join,
    _break,
    _windows,
    _widen,
    _thin,
)
