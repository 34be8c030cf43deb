"""Words for faults of registers: references, stages, kinds, cycles."""

from __future__ import annotations

from nianlun.kernel.messages import Message


def _no(thing: str, thing_zh: str) -> Message:
    return Message(
        f"There is no {thing} {{key}}. Known: {{known}}", f"没有{thing_zh}“{{key}}”。现有：{{known}}"
    )


REGISTERS: dict[str, Message] = {
    "define.reference.field": _no("field", "字段"),
    "define.reference.group": _no("group", "分组"),
    "define.reference.class": _no("list", "清单"),
    "define.reference.stage": _no("stage", "阶段"),
    "define.reference.register": _no("register", "台账"),
    "define.reference.indicator": _no("indicator", "指标"),
    "define.reference.unit_kind": _no("kind of unit", "单位类别"),
    "define.reference.kind": Message(
        "{key} is of kind {kind}; here it must be {wanted}.", "“{key}”的类型是{kind}，此处应为{wanted}。"
    ),
    "define.field.kind": Message(
        "There is no kind {kind}. Known: {known}", "没有“{kind}”这种字段类型。可用：{known}"
    ),
    "define.field.reserved": Message(
        "{key} means something in conditions already. Choose another key.",
        "“{key}”在条件中另有含义，不能作字段的键。请换一个。",
    ),
    "define.field.default": Message(
        "The default “{raw}” cannot be typed here.", "默认值“{raw}”填不进该字段。"
    ),
    "define.field.default_reference": Message(
        "A field of kind {kind} cannot have a default.", "{kind}类型的字段不能有默认值。"
    ),
    "define.field.hidden": Message(
        "{key} is hidden but needed by {use}.", "“{key}”被隐藏，但{use}还要用它。"
    ),
    "define.field.more_open": Message(
        "The field is {secrecy}, its register {register}: a field cannot be more open.",
        "字段的密级（{secrecy}）比台账（{register}）更公开。请收紧。",
    ),
    "define.stage.unreachable": Message(
        "No move leads to {key}. Let a stage lead to it (moves_to), or mark it as a beginning (initial: true).",
        "没有哪个阶段能转到“{key}”。请在前一阶段写明可转到它（moves_to），或标为起点（initial: true）。",
    ),
    "define.stage.dead_end": Message(
        "{key} leads nowhere. Say which stages may follow (moves_to), or mark it as the end (terminal: true).",
        "“{key}”之后无处可去。请写明可转到哪些阶段（moves_to），或标为终点（terminal: true）。",
    ),
    "define.stage.terminal_moves": Message(
        "{key} is an end and yet leads on. Take one away.", "“{key}”是终点却还有下一步。请去掉其一。"
    ),
    "define.stage.unknown_move": Message(
        "It leads to {key}, which is no stage. Known: {known}", "下一步“{key}”不是阶段。现有：{known}"
    ),
    "define.stage.self_move": Message("{key} leads to itself.", "“{key}”的下一步是它自己。"),
    "define.stage.move_twice": Message("The move to {key} is written twice.", "到“{key}”的一步写了两次。"),
    "define.stage.no_roles": Message("Nobody may move to {key}.", "没有谁可以走到“{key}”这一步。"),
    "define.stage.colour": Message(
        "There is no colour {key}. Known: {known}", "没有“{key}”这种颜色。可用：{known}"
    ),
    "define.view.no_stages": Message("A board needs stages.", "看板视图需要有阶段。"),
    "define.view.no_place": Message("A map needs a field of kind place.", "地图视图需要位置字段。"),
    "define.kind.places": Message(
        "{places} places; 0 to {most} can be.", "小数位数{places}不对，应在0到{most}之间。"
    ),
    "define.kind.bounds": Message("{least} is above {most}.", "下限{least}大于上限{most}。"),
    "define.kind.money_unit": Message("{unit} is no unit of money.", "“{unit}”不是货币单位。"),
    "define.kind.period_day": Message(
        "A period of one day is a date. Use the kind date.", "按日的时期请用日期类型。"
    ),
    "define.kind.small": Message("{name} must be 1 or more.", "{name}应不小于1。"),
    "define.kind.no_choices": Message("There is nothing to choose from.", "没有任何选项。"),
    "define.kind.no_shapes": Message("Nothing may be drawn.", "没有写明可以画什么。"),
    "define.kind.pattern": Message(
        "The pattern cannot be read: {reason}", "格式（正则表达式）有误：{reason}"
    ),
    "define.kind.ending": Message("“{ending}” is no ending of a file name.", "“{ending}”不是文件扩展名。"),
    "define.kind.unknown_word": Message("{key} is none of {known}.", "“{key}”不在可用范围内：{known}"),
    "define.computed.result": Message(
        "A value cannot be of kind {key}. Known: {known}", "计算结果不能是“{key}”。可用：{known}"
    ),
    "define.computed.typed": Message(
        "{key} is computed: it cannot be required, unique or have a default.",
        "“{key}”是计算值，不能设必填、唯一或默认值。",
    ),
    "define.computed.circle": Message("It is reckoned from itself: {circle}", "计算成了圈：{circle}"),
    "define.link.circle": Message(
        "Each must have the other first: {circle}. Make one link optional.",
        "必填的关联成了圈，谁也建不了：{circle}。请把其中一个改为非必填。",
    ),
    "define.cycle.day": Message(
        "Day {day} is not in a {every}: 1 to {last}.", "{every}中没有第{day}天，应在1到{last}之间。"
    ),
    "define.cycle.at_least": Message("At least {count} asks for nothing.", "“至少{count}”等于没有要求。"),
    "define.milestone.direction": Message(
        "{key} is counted back from a date (before) or on from one (after): write one of them.",
        "“{key}”应写倒排的日期（before）或顺排的日期（after），二者择一。",
    ),
    "define.milestone.days": Message(
        "{key} is counted in days (days) or in working days (workdays): write one of them.",
        "“{key}”应写天数（days）或工作日数（workdays），二者择一。",
    ),
    "define.milestone.negative": Message("{key} has less than no days.", "“{key}”的天数小于0。"),
    "define.code.blank": Message(
        "{{{key}}} cannot be filled in. Known: {known}", "“{key}”填不进来。可用：{known}"
    ),
    "define.code.braces": Message("A brace has no fellow in {code}.", "“{code}”的大括号不成对。"),
    "define.code.no_number": Message("{code} has no {{number}}.", "“{code}”里没有 {{number}}，编号会重复。"),
    "define.sample.value": Message("The sample “{raw}” cannot be typed here.", "示例“{raw}”填不进该字段。"),
    "define.measure.unknown": Message(
        "Nobody knows the unit {unit}. Write it under measures.",
        "没有“{unit}”这个计量单位。请写在 measures 下。",
    ),
    "define.measure.factor": Message("{unit} is a multiple by nothing.", "“{unit}”的换算系数应大于0。"),
    "define.measure.known": Message("{unit} is known already. Delete it.", "“{unit}”系统已有，不必再写。"),
}
"""By slug."""
