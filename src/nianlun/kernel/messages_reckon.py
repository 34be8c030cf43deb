"""The words of every failure of reckoning."""

from __future__ import annotations

from nianlun.kernel.message import Message

RECKON: dict[str, Message] = {
    "reckon.fact.altered": Message(
        "The figure {expression} is not as it was made: its digest does not fit what it says. "
        "Take the report from where it was issued, or compose it again.",
        "数据“{expression}”已被改动：内容与摘要不符。请取用原始发布的报告，或重新生成。",
    ),
}
"""By slug."""
