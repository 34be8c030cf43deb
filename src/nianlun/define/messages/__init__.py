"""The words of every problem of a pack or a value, in both languages, by slug."""

from __future__ import annotations

from typing import Any

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Type
from nianlun.define.messages.expressions import EXPRESSIONS
from nianlun.define.messages.files import FILES
from nianlun.define.messages.indicators import INDICATORS
from nianlun.define.messages.registers import REGISTERS
from nianlun.define.messages.values import VALUES
from nianlun.define.model.secrecy import SECRECIES, Secrecy
from nianlun.define.problems import Problem
from nianlun.define.words import Language, either
from nianlun.kernel.messages import Message

MESSAGES: dict[str, Message] = {**FILES, **REGISTERS, **EXPRESSIONS, **INDICATORS, **VALUES}
"""Every slug `nianlun.define` can raise or report."""

_SPOKEN: dict[str, str] = {
    "day": "日",
    "week": "周",
    "month": "月",
    "quarter": "季度",
    "year": "年",
    Type.NUMBER: "数",
    Type.MONEY: "金额",
    Type.RATIO: "比率",
    Type.TEXT: "文字",
    Type.DATE: "日期",
    Type.PERIOD: "时期",
    Type.TRUTH: "是否",
    Type.CHOICE: "选项",
    Type.CHOICES: "多个选项",
    Type.UNIT: "单位",
    Type.PERSON: "人员",
    Type.ENTRY: "条目",
    Type.OTHER: "附件或位置",
}
_TYPED = frozenset({"found", "left", "right", "wanted", "every"})
"""Values that are types or spans."""
_LISTED = _TYPED | {"known"}
"""Values that may be lists."""


def _spoken(key: str, value: Any, language: Language) -> Any:
    """A value of a message as people say it: types and spans by their names, lists with the language's comma."""
    if isinstance(value, Secrecy):
        return either(language, *SECRECIES[value])
    if not isinstance(value, str) or key not in _LISTED:
        return value
    parts = str(value).split("、")
    if language is Language.CHINESE:
        return "、".join(_SPOKEN.get(part, part) for part in parts) if key in _TYPED else value
    return ", ".join(parts)


def words_of(slug: str, values: dict[str, Any], language: Language) -> str:
    """What is wrong, what would do and what was perhaps meant; the bare slug where there are no words."""
    message = MESSAGES.get(slug)
    if message is None:
        return slug
    values = {key: _spoken(key, value, language) for key, value in values.items()}
    words = either(language, message.chinese, message.english).format_map(values)
    if values.get("known") and "{known}" not in message.english:
        words += either(language, f"可选：{values['known']}", f" Known: {values['known']}")
    suggestion = values.get("suggestion")
    if suggestion:
        stop = "" if words[-1] in "。？.?" else either(language, "。", ".")
        words += stop + either(language, f"是不是“{suggestion}”？", f" Did you mean {suggestion}?")
    return words


def tell(problem: Problem, language: Language = Language.CHINESE) -> str:
    """A problem on one line: file and line, key path, what is wrong and how to mend it."""
    path = f" {problem.path}" if problem.path else ""
    return f"{problem.place}{path}: {words_of(problem.slug, problem.values, language)}"


def tell_value(error: BadValueError, language: Language = Language.CHINESE) -> str:
    """Why a value does not fit, for the person who typed it."""
    return words_of(error.slug, {**error.values, "suggestion": error.suggestion}, language)
