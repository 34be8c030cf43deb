"""The words of every failure about reports; `nianlun.kernel.messages` holds them all."""

from __future__ import annotations

from nianlun.kernel.message import Message

REPORTS: dict[str, Message] = {
    "reports.file.damaged": Message(
        "The facts inside {name} cannot be read. Download the file again.",
        "{name} 中的数据来源信息已损坏。请重新下载该文件。",
    ),
    "reports.file.foreign": Message(
        "{name} carries no facts: it was not written by Nianlun, or was saved by a program that drops them.",
        "{name} 不含数据来源信息：不是由年轮生成，或被其他软件另存时丢失。",
    ),
    "reports.report.future": Message(
        "{day} has not come yet. Choose a day up to today.", "{day} 还没到。请选择今天或更早的日期。"
    ),
    "reports.report.missing": Message(
        "There is no report {id} that you may see.", "没有可供您查看的报告 {id}。"
    ),
    "reports.report.not_allowed": Message(
        "You may not do this with reports of {unit}. Ask an administrator there.",
        "您不能对“{unit}”的报告进行此操作。请联系该单位的管理员。",
    ),
    "reports.report.reason_needed": Message("Say why.", "请说明理由。"),
    "reports.report.state": Message(
        "The report stands as “{state}”, in which this cannot be done. Reload the page.",
        "报告现为“{state}”状态，不能进行此操作。请刷新页面。",
    ),
    "reports.template.missing": Message(
        "There is no report template {key}. `nianlun report list --templates` shows them.",
        "没有报告模板 {key}。可用 `nianlun report list --templates` 查看。",
    ),
    "reports.words.bracket": Message(
        "A figure's bracket {found} has no partner. Restore the figure as it was.",
        "数据标签的括号“{found}”不成对。请恢复原样。",
    ),
    "reports.words.chip_unknown": Message(
        "{found} is no figure of this report. Figures can be moved, not typed.",
        "本报告没有数据“{found}”。数据标签只能移动，不能手工输入。",
    ),
    "reports.words.overtaken": Message(
        "Somebody has changed the words in the meantime. Reload the page and make your changes again.",
        "期间有人修改过文字。请刷新页面后重新修改。",
    ),
}
"""By slug."""
