"""The words of every failure about originality; `nianlun.kernel.messages` holds them all."""

from __future__ import annotations

from nianlun.kernel.message import Message

ORIGINALITY: dict[str, Message] = {
    "originality.report.kept": Message(
        "This report belongs to an entry or a paper and stays with it. Have the text checked again instead.",
        "该查重报告属于台账条目或报告，随其保存，不能删除。如有需要可重新查重。",
    ),
    "originality.report.missing": Message(
        "There is no report of originality {id} that you may see.", "没有可供您查看的查重报告 {id}。"
    ),
    "originality.text.long": Message(
        "The text has {number} characters; at most {most} are checked at once. Check it in parts.",
        "正文共 {number} 字，一次最多查重 {most} 字。请分段查重。",
    ),
    "originality.text.short": Message(
        "The text has fewer than {least} characters, so that nothing can be said of it. Paste a longer one.",
        "正文不足 {least} 字，无法查重。请提供更长的文本。",
    ),
}
"""By slug."""
