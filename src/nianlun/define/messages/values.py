"""Words for values that do not fit their field; `{raw}` is what was typed."""

from __future__ import annotations

from nianlun.kernel.messages import Message

_NUMBER = Message("“{raw}” is not a number.", "“{raw}”不是数字。请只填数字，单位写在数字后面。")
_COMMAS = Message(
    "The commas in “{raw}” do not part thousands.", "“{raw}”中逗号的位置不对，不像千分位。请去掉逗号。"
)
_LOW = Message("{number} is less than {least}, the least allowed.", "{number}小于允许的最小值{least}。")
_HIGH = Message("{number} is more than {most}, the most allowed.", "{number}大于允许的最大值{most}。")
_UNKNOWN = Message("There is no “{raw}”.", "没有找到“{raw}”。")
_SEVERAL = Message("“{raw}” fits several: {known}", "“{raw}”对应多个：{known}。请写全称。")

NUMERIC = {
    f"value.{kind}.{fault}": message
    for kind in ("integer", "decimal", "money", "ratio")
    for fault, message in (("unreadable", _NUMBER), ("commas", _COMMAS), ("low", _LOW), ("high", _HIGH))
}
REFERENCE = {
    f"value.{kind}.{fault}": message
    for kind in ("unit", "person", "link")
    for fault, message in (("unknown", _UNKNOWN), ("several", _SEVERAL))
    if (kind, fault) != ("unit", "unit")
}

VALUES: dict[str, Message] = {
    **NUMERIC,
    **REFERENCE,
    "value.text.unreadable": Message("“{raw}” is not text.", "“{raw}”不是文字。"),
    "value.text.long": Message(
        "The text has {length} characters, {most} at most.", "文字共{length}字，超过{most}字。请精简。"
    ),
    "value.text.pattern": Message(
        "“{raw}” does not have the form {pattern}.", "“{raw}”不符合规定的格式（{pattern}）。"
    ),
    "value.text.phone": Message("“{raw}” is not a telephone number.", "“{raw}”不是电话号码。"),
    "value.text.email": Message("“{raw}” is not an e-mail address.", "“{raw}”不是电子邮箱地址。"),
    "value.text.url": Message("“{raw}” is not a web address.", "“{raw}”不是网址。网址以 https:// 开头。"),
    "value.text.credit_code": Message(
        "“{raw}” is not a credit code of 18 marks.", "“{raw}”不是18位统一社会信用代码。"
    ),
    "value.text.credit_code_check": Message(
        "The last mark of {raw} does not follow from the others; one is mistyped.",
        "统一社会信用代码{raw}的校验码不对，有一位写错了。",
    ),
    "value.integer.unit": Message("“{raw}” is not in {unit}.", "“{raw}”的单位不是“{unit}”。"),
    "value.integer.fraction": Message("{raw} is not a whole number.", "{raw}不是整数。"),
    "value.decimal.unit": Message(
        "“{raw}” cannot be converted to {unit}.", "“{raw}”不能换算成“{unit}”。请按“{unit}”填写。"
    ),
    "value.money.unit": Message(
        "“{raw}” is no amount in {unit}.", "“{raw}”不能换算成“{unit}”。请按“{unit}”填写。"
    ),
    "value.ratio.unit": Message("“{raw}” is no percentage.", "“{raw}”不是百分比。"),
    "value.ratio.percent": Message(
        "{raw} without a percent sign would be {raw} times the whole.", "“{raw}”没有百分号，会当成{raw}倍。"
    ),
    "value.date.unreadable": Message(
        "“{raw}” is not a date. Write 2023-10-20.", "“{raw}”不是日期。请写成2023年10月20日或2023-10-20。"
    ),
    "value.date.impossible": Message("There is no such day as {raw}.", "没有“{raw}”这一天。"),
    "value.date.no_day": Message("“{raw}” has no day.", "“{raw}”没有写到日。"),
    "value.date.no_year": Message("“{raw}” has no year.", "“{raw}”没有写年份。"),
    "value.date.short_year": Message("Write the year of “{raw}” in full.", "请把“{raw}”的年份写成四位。"),
    "value.date.order": Message("Write “{raw}” with the year first.", "请把“{raw}”按年、月、日的次序写。"),
    "value.date.early": Message("{day} is before {first}.", "{day}早于允许的最早日期{first}。"),
    "value.date.late": Message("{day} is after {last}.", "{day}晚于允许的最晚日期{last}。"),
    "value.period.unreadable": Message(
        "“{raw}” is no period. Write 2023, 2023-Q3 or 2023-10.",
        "“{raw}”不是时期。请写成2023年、2023年第三季度或2023年10月。",
    ),
    "value.period.other": Message("“{raw}” is not a {span_en}.", "“{raw}”不是按{span}填写的时期。"),
    "value.period.backwards": Message("“{raw}” ends before it begins.", "“{raw}”的起止日期颠倒了。"),
    "value.yes_no.unreadable": Message(
        "Write yes or no instead of “{raw}”.", "“{raw}”看不出是或否。请填是或否。"
    ),
    "value.choice.unknown": Message(
        "“{raw}” is not in the list: {known}", "选项中没有“{raw}”。可选：{known}"
    ),
    "value.place.unreadable": Message(
        "“{raw}” is no place. Write longitude, latitude: 120.55, 27.66.",
        "“{raw}”不是位置。请写成“经度, 纬度”，如120.55, 27.66。",
    ),
    "value.place.swapped": Message("In “{raw}” the latitude stands first.", "“{raw}”的经度和纬度写反了。"),
    "value.place.ring": Message(
        "An area needs three corners or more and must end where it begins.",
        "区域至少要有三个角，并且首尾相接。",
    ),
    "value.place.outside": Message("“{raw}” is not on the Earth.", "“{raw}”超出了经纬度的范围。"),
    "value.place.shape": Message(
        "A “{raw}” may not be drawn here, only {known}.", "此处不能画“{raw}”，只能画{known}。"
    ),
    "value.file.typed": Message(
        "A file cannot be typed or pasted; upload it.", "附件不能填写或粘贴，请上传文件。"
    ),
    "value.file.many": Message(
        "Only one file may stand here, not {count}.", "此处只能放一个文件，现有{count}个。"
    ),
    "value.file.type": Message("{name} is none of {known}.", "{name}的类型不对，只收{known}。"),
    "value.file.large": Message("{name} is larger than {most} MB.", "{name}超过{most} MB。"),
    "value.computed.typed": Message(
        "This value is computed and cannot be typed.", "此项由系统计算，不能填写。"
    ),
}
"""By slug."""
