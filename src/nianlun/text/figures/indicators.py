"""What a figure measures, as a short noun phrase made of words of its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nianlun.text.figures.around import before_word, without_basis
from nianlun.text.figures.phrases import (
    ACTOR,
    AFTER_END,
    BARE_AIM,
    CHANGE,
    CLAUSE,
    GENERIC,
    LEADING,
    MARKS,
    MODAL,
    NO_SUBJECT,
    NOUN_END,
    RANKED,
    SETTING,
    SKIP_AFTER,
    SUFFIXES,
    VERBS,
)
from nianlun.text.figures.sentence import Sentence
from nianlun.text.figures.trailing import without_trail

_SPLIT = re.compile(r"[、和与及]|以及")
_JOIN = re.compile(r"^[、和与及，以 ]*(?:近|超|约|了)?$")

_AMOUNTS = frozenset(("money", "rate", "points", "rank", "fraction", "multiple", "measure", "duration"))
"""Kinds that measure something named before them; of the others the thing counted may follow."""
_WITHIN = re.compile(r"(?:[之以]?内|即可)")
_TIME_LEFT = re.compile(r"(?:[之以]?内|间|以?来|[之以]?后|[之以]?前)")
_NO_CLAUSE_SUBJECT = re.compile(
    r"^(?:扣除|按|据|与|同|在|随着|通过|根据|由于|从|到|为|以|经|不|未|但|因|比|较|其)"
)
_LONGEST_SUBJECT = 24
_LONGEST_SHARED = 6
"""Characters that names of a list may share without repeating them."""
_EXAMPLES = re.compile(r"(?<![高平])等(?:近|超|约)?\Z")
"""Ends a list of examples of what is counted: 南通、大连等3个城市."""
_BARE_VERB = re.compile(
    r"(?:全部|现|已|均)?(?:办结|整改|剩余|在建|新开|撤并|调整|改造|恢复|完工|翻|进|净|扩|多报|少报|支出|全长|总长|"
    r"处置|回复|兑付|到位|兑现|销号|结案|调撤|涉及金额|完成投资|总投资|年末余额|日均|人均|户均|其中|当月|上级|县级|市级|省级)"
)
"""Words that say what became of the thing named before, and are no name by themselves: 办结1815件."""
_ASIDE = re.compile(r"（[^（）]*）")
_JOINED_KIND = re.compile(r"(?:以上|以下|以内)(?:的)?[^，；：。、\d]{1,12}$")


@dataclass(slots=True)
class Subjects:
    """What the figures of one sentence have measured so far."""

    found: list[str | None] = field(default_factory=list)
    head: str | None = None
    """The indicator that growth and completion rates after it speak of."""
    counted: str | None = None
    """The last thing counted, which 其中3家 takes up."""
    kind: str | None = None
    """Kind of the figure before."""
    earlier: str | None = None
    """Head of the sentence before it in the paragraph."""
    queue: list[str] = field(default_factory=list)
    """Indicators a 分别 list has yet to give out."""


def indicator_of(sentence: Sentence, index: int, kind: str, subjects: Subjects) -> str | None:
    """What the figure at `index` measures; remembers it in `subjects`."""
    place = sentence.places[index]
    aside = place.clause > 0 and sentence.text[place.clause - 1] in "（("
    head, counted = subjects.head, subjects.counted
    name = _queued(sentence, index, subjects)
    if name is None:
        name = _named(sentence, index, kind, subjects)
    if aside and head is not None:
        subjects.head, subjects.counted = head, counted
    subjects.found.append(name)
    subjects.kind = kind
    return name


def _named(sentence: Sentence, index: int, kind: str, subjects: Subjects) -> str | None:
    before = _before(sentence, index, subjects.kind)
    if kind == "duration":
        term = _term(sentence, index, before)
        if term:
            return term
    after = "" if kind in ("rank", "points") else _after(sentence, index)
    if before and after and BARE_AIM.match(after):
        after = ""
    if after and _EXAMPLES.search(sentence.text, sentence.places[index].lead, sentence.places[index].start):
        before = ""
    rest = "" if before or after else _rest(sentence, index)
    empty = not before or NO_SUBJECT.match(before) is not None
    if empty and kind in _AMOUNTS and kind != "rank":
        opening = _opening_clause(sentence, index)
        if opening is not None:
            subjects.head = opening
    name = _choose("" if empty and kind != "rank" else before, before, after, rest, kind, subjects)
    if name is None and kind != "duration" and (kind in _AMOUNTS or (before and empty)):
        name = _clause_before(sentence, index) or subjects.earlier
        subjects.head = subjects.head or name
    return name


def _term(sentence: Sentence, index: int, before: str) -> str:
    """What has to be done within a term, or what has lasted so long: 七个工作日内整改到位, 连续4年丰收."""
    within = _WITHIN.match(sentence.text, sentence.places[index].end)
    lasting = before.endswith("连续")
    if within is None and before and not lasting and not MODAL.match(before):
        return ""
    before = before.removesuffix("连续")
    start = within.end() if within is not None else sentence.places[index].end
    limit = sentence.places[index + 1].start if index + 1 < len(sentence.places) else len(sentence.text)
    clause = CLAUSE.match(sentence.text, start, min(start + 24, limit))
    rest = _strip(clause.group().lstrip("的已正")) if clause is not None else ""
    if len(rest) < 2:
        return ""
    return rest if not before or MODAL.match(before) or len(before) > 8 else before + rest


def _opening_clause(sentence: Sentence, index: int) -> str | None:
    """The subject that opens a statement and is followed by 比上年增长 or 平均每人达到."""
    text, end = sentence.text, sentence.places[index].clause - 1
    start = max(text.rfind(mark, 0, max(end, 0)) for mark in "，；：") + 1
    if end <= 0 or (start and text[start - 1] != "；"):
        return None
    return _clause_before(sentence, index)


def _clause_before(sentence: Sentence, index: int) -> str | None:
    """The short clause before that of a figure, as its subject: 零售总额，比上年增长17.8%."""
    text, end = sentence.text, sentence.places[index].clause - 1
    while end > 0:
        start = max(text.rfind(mark, 0, end) for mark in "，；：") + 1
        clause = text[start:end]
        if any(start <= place.start < end for place in sentence.places[:index]):
            return None
        if not _NO_CLAUSE_SUBJECT.match(clause):
            name = _strip(clause)
            return name if 2 <= len(name) <= _LONGEST_SUBJECT and text[end] == "，" else None
        end = start - 1
    return None


def _queued(sentence: Sentence, index: int, subjects: Subjects) -> str | None:
    place = sentence.places[index]
    lead = sentence.text[place.lead : place.start]
    if subjects.queue and index and _JOIN.match(lead):
        return subjects.queue.pop(0)
    subjects.queue = []
    cut = lead.rfind("分别")
    if cut < 0:
        return None
    count = 1
    for following in sentence.places[index + 1 :]:
        if not _JOIN.match(sentence.text[following.lead : following.start]):
            break
        count += 1
    names = _listed(lead[:cut], lead[cut + 2 :], count)
    if not names and len(subjects.found) >= count:
        names = [name or "" for name in subjects.found[-count:]]
    if len(names) < count:
        return None
    subjects.queue = names[1:count]
    subjects.head = names[0]
    return names[0] or None


def _listed(before: str, after: str, count: int) -> list[str]:
    """Names of a 分别 list: 限上商品批发额、零售额 gives 限上商品批发额 and 限上商品零售额."""
    before = _ASIDE.sub("", before)
    clause = before[max(before.rfind(mark) for mark in "，；：(（") + 1 :]
    clause = _strip(clause)
    if NO_SUBJECT.match(clause):
        clause = ""
    noun = _strip(after)
    if NO_SUBJECT.match(noun):
        noun = ""
    parts = [part for part in _SPLIT.split(clause) if part]
    if len(parts) < count:
        return [noun or clause] * count if (noun or clause) else []
    parts = parts[-count:]
    first, last = parts[0], parts[-1]
    if noun:
        return [part + noun for part in parts]
    tail = _shared_tail(parts)
    if tail:
        second = parts[1]
        lead = (
            first[: len(first) - len(second)] if len(first) > len(second) and first[-1] == second[-1] else ""
        )
        return [first + tail, *(lead + part + tail for part in parts[1:-1]), lead + last]
    if len(first) > len(last) + 1 and first[-1] == last[-1]:
        shared = first[: len(first) - len(last)]
        if len(shared) > _LONGEST_SHARED:
            return parts
        return [first, *(shared + part if not part.startswith(shared) else part for part in parts[1:])]
    return parts


def _shared_tail(parts: list[str]) -> str:
    """What the last name has beyond the others: 批发业、零售业、餐饮业销售额 share 销售额."""
    kinds = {part[-1] for part in parts[:-1]}
    if len(parts) < 3 or len(kinds) != 1:
        return ""
    at = parts[-1].find(kinds.pop(), 1)
    return parts[-1][at + 1 :] if at > 0 else ""


def _strip(phrase: str) -> str:
    phrase = without_trail(_without_lead(phrase))
    found = (SETTING.match(phrase) if phrase[:1] == "在" else None) or ACTOR.match(phrase)
    return _without_lead(phrase[found.end() :]) if found is not None else phrase


def _without_lead(phrase: str) -> str:
    lead = LEADING.match(phrase)
    return phrase[lead.end() :] if lead is not None else phrase


def _before(sentence: Sentence, index: int, kind_before: str | None) -> str:
    text, place = sentence.text, sentence.places[index]
    start, end = place.clause, place.start
    word = before_word(text, start, end)
    if word is not None:
        end -= len(word)
    if kind_before == "duration" and start == place.lead:
        left = _TIME_LEFT.match(text, start, end)
        start = left.end() if left is not None else start
    phrase = text[start:end]
    if index and start == place.lead and _JOINED_KIND.match(phrase):
        phrase = text[sentence.places[index - 1].clause : end].removeprefix("内")
    if index and start == place.lead and "、" in phrase and phrase[0] not in "、，和及与":
        phrase = phrase[phrase.rfind("、") + 1 :]
    if len(phrase) > 26:
        cut = max(
            phrase.rfind("、", 0, len(phrase) - 3), phrase.rfind("）"), phrase.rfind("”", 0, len(phrase) - 8)
        )
        phrase = phrase[cut + 1 :] if len(phrase) - cut > 3 else phrase
        examples, _, kind = phrase.rpartition("等")
        phrase = kind if cut >= 0 and len(examples) > 1 and len(kind) > 3 else phrase
    return _strip(without_basis(phrase))


def _after(sentence: Sentence, index: int) -> str:
    """The noun that follows a figure, when it is what is counted: 21个亿元产业项目."""
    text, start = sentence.text, sentence.places[index].end
    limit = sentence.places[index + 1].start if index + 1 < len(sentence.places) else len(text)
    if CHANGE.match(text, start):
        return ""
    skip = SKIP_AFTER.match(text, start, limit)
    if skip is not None:
        start = skip.end()
    if text.startswith("“", start) and (closing := text.find("”", start, limit)) > 0:
        return text[start : closing + 1]
    stop = NOUN_END.search(text, start)
    end = stop.start() if stop is not None else len(text)
    if stop is not None and stop.group() == "（" and end > start:
        closing = text.find("）", end, min(end + 8, limit))
        if closing > 0:
            stop = NOUN_END.search(text, closing + 1)
            end = stop.start() if stop is not None else len(text)
    if end > limit:
        return ""
    if stop is not None and stop.group() == "、" and end - start >= 2:
        end = _listed_noun(text, end, limit)
    noun = text[start : min(end, start + 24)]
    whole = stop is None or stop.group() in MARKS
    if len(noun) > 2 and noun.endswith("中") and noun[-2] not in "高初集":
        noun, whole = noun[:-1], True
    elif not whole:
        noun = AFTER_END.sub("", noun)
    if noun.startswith("口") and text[start - 1] == "人":
        noun = "人" + noun
    if noun in GENERIC and not whole:
        return CLAUSE.match(text, start, min(start + 18, limit)).group()  # type: ignore[union-attr]
    return noun


def _rest(sentence: Sentence, index: int) -> str:
    """What the clause goes on to say of the things counted: 1人获评优秀D务工作者."""
    start = sentence.places[index].end
    limit = sentence.places[index + 1].start if index + 1 < len(sentence.places) else len(sentence.text)
    skip = SKIP_AFTER.match(sentence.text, start, limit)
    clause = CLAUSE.match(sentence.text, skip.end() if skip else start, min(start + 24, limit))
    rest = clause.group().lstrip("已正").rstrip("”") if clause is not None else ""
    return rest if len(rest) > 1 else ""


def _listed_noun(text: str, end: int, limit: int) -> int:
    """End of a noun that 、 continues: 校长、骨干教师."""
    stop = NOUN_END.search(text, end + 1)
    further = stop.start() if stop is not None else len(text)
    return further if 2 <= further - end - 1 <= 10 and further < limit else end


def _choose(before: str, raw: str, after: str, rest: str, kind: str, subjects: Subjects) -> str | None:
    """The name among the words before and after a figure; `raw` is what stands before it, subject or not."""
    counts = kind not in _AMOUNTS
    if kind == "rank" and subjects.head and RANKED.match(before.rpartition("、")[2]):
        return subjects.head
    if not before:
        if after and (counts or not raw):
            name = after
        elif counts and not raw and (rest or subjects.counted):
            return rest or subjects.counted
        else:
            return (subjects.counted if counts else None) or subjects.head or after or None
    elif before in SUFFIXES and subjects.head:
        return subjects.head if subjects.head.endswith(before) else subjects.head + before
    elif after and (counts or after.endswith("率") or VERBS.match(before)):
        name = before + after if len(before) <= 6 or VERBS.match(before) else after
    else:
        name = before
    if _BARE_VERB.fullmatch(name) and subjects.head and name not in subjects.head:
        return subjects.head + name
    head = subjects.head
    if head is not None and len(head) > len(name) and head.startswith(name) and VERBS.match(name):
        name = head
    if kind not in ("rank", "points") or subjects.head is None:
        subjects.head = name
        if counts:
            subjects.counted = name
    return name
