"""The words of every failure about indicators, targets and readings; `nianlun.kernel.messages` holds them all."""

from __future__ import annotations

from nianlun.kernel.message import Message

INDICATORS: dict[str, Message] = {
    "indicators.day.unreadable": Message(
        "“{day}” is not a day. Write it as 2023-10-20.", "“{day}”不是日期。请写成 2023-10-20 的形式。"
    ),
    "indicators.indicator.missing": Message(
        "There is no indicator {key} that you may see. Look for it in the list of indicators.",
        "没有可供您查看的指标“{key}”。请在指标列表中查找。",
    ),
    "indicators.lock.missing": Message(
        "There is no lock {id} in force. It may have been opened already; reload the page.",
        "没有生效中的锁定 {id}，可能已被解锁。请刷新页面。",
    ),
    "indicators.period.entry_locked": Message(
        "“{field}” {day} lies in {period}, which {by} locked on {at}: no entry is added to it, taken out of it "
        "or changed in what it counts. Ask for the period to be opened, with a reason.",
        "“{field}”{day} 在已锁定的 {period} 内（{at} 由{by}锁定），不能新增、移出或修改计入的内容。"
        "如确需修改，请说明理由申请解锁。",
    ),
    "indicators.period.locked": Message(
        "{period} was locked by {by} on {at}, so nothing can be entered for it. "
        "Ask for it to be opened, with a reason.",
        "{period} 已于 {at} 由{by}锁定，不能再填报。如确需修改，请说明理由申请解锁。",
    ),
    "indicators.period.running": Message(
        "{period} runs until {last}: locked before, it would take no more entries. Lock it when it is over.",
        "{period} 到 {last} 才结束，提前锁定将不能再登记。请在时期结束后锁定。",
    ),
    "indicators.period.unreadable": Message(
        "“{period}” is not a period. Write 2023, 2023-Q3, 2023-10 or 2023-01-01/2023-10-20.",
        "“{period}”不是时期。请写成 2023、2023-Q3、2023-10 或 2023-01-01/2023-10-20。",
    ),
    "indicators.reading.counted": Message(
        "{label} is counted from a ledger and cannot be entered. Correct the entries instead.",
        "“{label}”由台账统计得出，不能手工填报。请更正台账条目。",
    ),
    "indicators.reading.missing": Message(
        "There is no reading {id}. It may belong to another indicator; reload the page.",
        "没有读数 {id}。请刷新页面后重试。",
    ),
    "indicators.reading.no_source": Message(
        "The reading has no source. Say in which document or announcement it stands.",
        "读数没有注明来源。请写明出自哪份文件或通报。",
    ),
    "indicators.reading.replaced": Message(
        "This reading has been corrected already. Correct the newer one.",
        "该读数已被更正。请更正最新的读数。",
    ),
    "indicators.period.to_lock": Message(
        "Say what is to be locked: a field of work or one indicator.",
        "请选择要锁定的工作领域或指标。",
    ),
    "indicators.pledge.missing": Message(
        "There is no commitment {id} that was taken over.", "没有已纳入的承诺事项 {id}。"
    ),
    "indicators.pledge.twice": Message(
        "“{passage}” has been taken over for that year already.", "“{passage}”已纳入该年度，不必重复。"
    ),
    "indicators.reason.needed": Message(
        "Say why; the reason stays on record.", "请说明理由；理由将留存备查。"
    ),
    "indicators.step.not_allowed": Message(
        "You may see {label} but not change its targets, readings or locks. Ask whoever keeps it.",
        "您可以查看“{label}”，但不能修改其目标、读数或锁定。请联系维护单位。",
    ),
    "indicators.target.missing": Message(
        "There is no target {id}. It may have been withdrawn; reload the page.",
        "没有目标 {id}，它可能已被撤回。请刷新页面。",
    ),
    "indicators.target.no_source": Message(
        "The target has no source. Name the document that sets it.",
        "目标没有注明来源。请写明下达目标的文件。",
    ),
    "indicators.target.nothing": Message(
        "No commitment was chosen. Tick at least one and choose its indicator.",
        "没有选择任何承诺。请至少勾选一项并选定对应指标。",
    ),
    "indicators.target.setter": Message(
        "“{setter}” sets no targets. Choose nation, province, city, county or unit.",
        "“{setter}”不是目标下达方。可选：国定、省定、市定、县定、自定。",
    ),
    "indicators.target.settled": Message(
        "This target has been confirmed or withdrawn already. Reload the page.",
        "该目标已确认或已撤回。请刷新页面。",
    ),
    "indicators.target.twice": Message(
        "Two commitments would both set {label} for {year}. Choose one of them.",
        "有两项承诺同时对应“{label}”（{year} 年）。请只选一项。",
    ),
    "indicators.target.year": Message(
        "{year} is not a year for which targets are set.", "{year} 不是可设目标的年份。"
    ),
    "indicators.unit.missing": Message(
        "There is no unit {id}. Choose one from the list.", "没有单位 {id}。请从列表中选择。"
    ),
    "indicators.value.not_allowed": Message(
        "{label} is restricted, and you may not see it for this unit. Ask whoever keeps the register.",
        "“{label}”为受限指标，您无权查看该单位的数据。请联系台账维护单位。",
    ),
    "indicators.value.unreadable": Message(
        "“{value}” is not a number. Write digits, with a point where needed.",
        "“{value}”不是数字。请只填写数字，可带小数点。",
    ),
}
