"""Words for faults of conditions and formulas; `{at}` counts characters from 1."""

from __future__ import annotations

from nianlun.kernel.messages import Message

EXPRESSIONS: dict[str, Message] = {
    "define.expression.character": Message(
        "“{character}” at {at} means nothing here; equality is written ==.",
        "第{at}个字符“{character}”看不懂；相等写作 ==。",
    ),
    "define.expression.date": Message("{found} is not a day.", "没有“{found}”这一天。"),
    "define.expression.deep": Message("More than {most} brackets within brackets.", "括号嵌套超过{most}层。"),
    "define.expression.long": Message("More than {most} characters.", "超过{most}个字符。"),
    "define.expression.expected": Message(
        "At {at} there should be {expected}, not {found}.", "第{at}个字符处应是“{expected}”，不是“{found}”。"
    ),
    "define.expression.unexpected": Message(
        "{found} at {at} does not fit.", "第{at}个字符处的“{found}”不合语法。"
    ),
    "define.expression.unit": Message(
        "Only money and percent are written with a unit, not {unit}; other numbers are in the field's unit.",
        "只有金额和百分比可带单位，“{unit}”不行；其他数按字段的单位写。",
    ),
    "define.expression.name": Message("There is no field {name}.", "没有字段“{name}”。"),
    "define.expression.function": Message("There is no function {name}.", "没有函数“{name}”。"),
    "define.expression.arguments": Message(
        "{name} takes {wanted}, not {count}.", "函数“{name}”应有{wanted}个参数，写了{count}个。"
    ),
    "define.expression.argument": Message(
        "{name} cannot take a {found}; it takes {wanted}.", "函数“{name}”不能用{found}，可用：{wanted}"
    ),
    "define.expression.literal": Message(
        "{name} wants a key in quotes.", "函数“{name}”的参数应是引号里的键。"
    ),
    "define.expression.stage": Message(
        "There is no stage {name}. Known: {known}", "没有阶段“{name}”。现有：{known}"
    ),
    "define.expression.class": Message(
        "There is no list {name}. Known: {known}", "没有清单“{name}”。现有：{known}"
    ),
    "define.expression.choice": Message("{name} is none of {known}.", "选项中没有“{name}”。现有：{known}"),
    "define.expression.period": Message("“{name}” is no period.", "“{name}”不是时期。"),
    "define.expression.compare": Message(
        "A {left} cannot be compared with a {right}.", "{left}不能与{right}比较。"
    ),
    "define.expression.order": Message("{found} has no more and less.", "{found}不能比大小。"),
    "define.expression.currency": Message(
        "{left} and {right} are different currencies.", "{left}与{right}币种不同。"
    ),
    "define.expression.bare_money": Message(
        "Write the unit of {number}: {number}万元.", "金额{number}要写单位，如{number}万元。"
    ),
    "define.expression.arithmetic": Message(
        "{left} {sign} {right} makes no sense.", "{left}与{right}之间不能用“{sign}”。"
    ),
    "define.expression.number": Message("{found} has no opposite.", "{found}前面不能加负号。"),
    "define.expression.condition": Message(
        "A condition is expected, not a {found}.", "此处应是条件，不是{found}。"
    ),
    "define.expression.result": Message(
        "It gives a {found}; {wanted} is wanted.", "算出来是{found}，此处应为{wanted}。"
    ),
}
"""By slug."""
