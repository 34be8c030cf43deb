"""Words for faults of indicators, targets and report templates."""

from __future__ import annotations

from nianlun.kernel.messages import Message

INDICATORS: dict[str, Message] = {
    "define.indicator.needs": Message("A {kind} must say {key}.", "{kind}类指标必须写“{key}”。"),
    "define.indicator.useless": Message(
        "A {kind} has no use for {key}.", "{kind}类指标用不到“{key}”。请去掉。"
    ),
    "define.indicator.extreme": Message(
        "{key} is neither largest nor smallest.", "“{key}”应为 largest 或 smallest。"
    ),
    "define.indicator.percent": Message("A {kind} is measured in %.", "{kind}类指标的单位应为“%”。"),
    "define.indicator.circle": Message("It is reckoned from itself: {circle}", "指标计算成了圈：{circle}"),
    "define.target.year": Message("{year} is no year for a target.", "目标年度{year}不对。"),
    "define.target.measure": Message(
        "{unit} cannot be converted to {wanted}.", "“{unit}”不能换算成“{wanted}”。"
    ),
    "define.target.twice": Message(
        "The target {name} is set twice (also in {other}).", "目标“{name}”重复（“{other}”已有）。"
    ),
    "define.report.empty": Message("{key} has no sections.", "报告“{key}”没有内容。"),
    "define.report.nobody_ranked": Message(
        "The ranked units are to read {key}, but it ranks none: write `ranked_units` or leave out `readers`.",
        "报告“{key}”给参加排名的单位看，却没有排名单位：请写上 ranked_units，或去掉 readers。",
    ),
    "define.report.level": Message(
        "There is no heading of level {level}: 1 to 4.", "没有第{level}级标题，应在1到4之间。"
    ),
    "define.report.braces": Message("In line {row} a {{{{ has no }}}}.", "第{row}行的双大括号不成对。"),
    "define.report.tag": Message(
        "In line {row} the tag {key} does not match: if, else and endif go together.",
        "第{row}行的“{key}”不成对：if、else、endif应成套使用。",
    ),
    "define.report.bare_number": Message(
        "The number {number} in line {row} is no figure. Use an indicator, or put the word it belongs to in words.",
        "第{row}行的“{number}”没有出处。请改用指标；如果只是词（如500强），请写进 words。",
    ),
    "define.report.method": Message(
        "An indicator has no {key}. Known: {known}", "指标没有“{key}”。可用：{known}"
    ),
    "define.report.function": Message("There is no {key}. Known: {known}", "没有“{key}”。可用：{known}"),
    "define.report.arguments": Message(
        "{key} takes {wanted}, in quotes.", "“{key}”应有{wanted}个带引号的参数。"
    ),
    "define.report.secret": Message(
        "In line {row} {register} prints {fields}, which not every reader of a paper may see. "
        "Name a view without them.",
        "第{row}行打印台账“{register}”的{fields}，并非所有读者都可查看。请改用不含这些字段的视图。",
    ),
    "define.report.secret_indicator": Message(
        "In line {row} {key} is printed, which not every reader of a paper may see. Leave it out.",
        "第{row}行打印指标“{key}”，并非所有读者都可查看。请去掉。",
    ),
    "define.report.view": Message(
        "In line {row} {register} has no view {key}. Known: {known}",
        "第{row}行：台账“{register}”没有视图“{key}”。可用：{known}",
    ),
    "define.report.setter": Message(
        "{key} sets no targets. Known: {known}", "没有“{key}”这一级目标。可用：{known}"
    ),
}
"""By slug."""
