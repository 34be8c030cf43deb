"""Words for faults of files, keys, packs and changes of packs."""

from __future__ import annotations

from nianlun.kernel.messages import Message

FILES: dict[str, Message] = {
    "define.packs.faulty": Message("The packs have {count} problems.", "定义包有{count}处问题。"),
    "define.yaml.syntax": Message("This is not YAML: {reason}", "YAML 写法有误：{reason}"),
    "define.yaml.large": Message("The file has more than {most} characters.", "文件超过{most}个字符。"),
    "define.yaml.deep": Message("The file nests too deep.", "文件嵌套过深。"),
    "define.yaml.empty": Message(
        "The file is empty. Delete it or write a pack.", "文件是空的。请删除或写入内容。"
    ),
    "define.yaml.duplicate": Message(
        "The key {key} stands twice here, first in line {first}. Keep one.",
        "键“{key}”重复，第一次在第{first}行。请只留一个。",
    ),
    "define.yaml.alias": Message(
        "Anchors and aliases are not read. Write the part out.", "不支持锚点和别名（& 和 *）。请把内容写全。"
    ),
    "define.yaml.key": Message("A key must be a word.", "键必须是一个词。"),
    "define.yaml.tag": Message("The tag {tag} is not read. Remove it.", "不支持标签{tag}。请去掉。"),
    "define.yaml.date": Message(
        "{text} is not a day. Write 2023-10-20.", "“{text}”不是日期。请写成2023-10-20。"
    ),
    "define.file.not_mapping": Message(
        "A file holds keys such as registers: or indicators:.",
        "文件最外层应是 registers:、indicators: 等键。",
    ),
    "define.key.unknown": Message(
        "There is no key {key} here. Known: {known}", "此处没有“{key}”这个键。可用：{known}"
    ),
    "define.key.missing": Message("The key {key} is missing. Add it.", "缺少“{key}”。请补上。"),
    "define.key.not_mapping": Message("Keys with values are expected here.", "此处应是“键: 值”。"),
    "define.key.not_list": Message(
        "A list is expected here: [a, b], or lines that begin with a dash.",
        "此处应是列表：写成 [甲, 乙]，或每行以“- ”开头。",
    ),
    "define.key.type": Message("{found} is not of the type {wanted}.", "“{found}”的类型不对，应为{wanted}。"),
    "define.key.choice": Message("{found} is none of {known}.", "“{found}”不在可选范围内：{known}"),
    "define.key.form": Message(
        "The key “{key}” must be Latin letters in lower case, digits and underscores, and begin with a letter.",
        "键“{key}”只能用小写拉丁字母、数字和下划线，并以字母开头。",
    ),
    "define.key.twice": Message(
        "The key {key} is given twice (also in {other}). Rename one.",
        "键“{key}”重复（另见“{other}”）。请改一个。",
    ),
    "define.id.twice": Message(
        "The number {key} is given twice (also to {other}). Give the newer one the next free number.",
        "编号{key}重复（“{other}”已用）。请给新的换一个没用过的编号。",
    ),
    "define.label.twice": Message(
        "The label {key} is given twice (also to {other}). A clerk could not tell them apart.",
        "名称“{key}”重复（“{other}”已用），填表的人分不清。请改一个。",
    ),
    "define.id.small": Message("The number {id} must be 1 or more.", "编号{id}不对，应从1起。"),
    "define.id.reused": Message(
        "The number {id} belonged to {other}, which was removed; old entries still use it. Take a new one.",
        "编号{id}属于已删除的“{other}”，旧条目还在用。请用新编号。",
    ),
    "define.pack.missing": Message(
        "The folder {name} says nowhere what pack it is. Add pack: with key, label and version.",
        "“{name}”没有写明是什么包。请加 pack:，写 key、label 和 version。",
    ),
    "define.pack.twice": Message(
        "The pack is described twice, first at {first}.", "pack 写了两次，第一次在{first}。请只留一个。"
    ),
    "define.pack.same_key": Message("Two packs have the key {key}.", "有两个包的键都是“{key}”。"),
    "define.pack.unknown": Message(
        "It extends {key}, which is not there. Known: {known}", "它扩展的“{key}”不存在。现有：{known}"
    ),
    "define.pack.circle": Message(
        "Packs extend each other in a circle: {circle}", "包互相扩展成了圈：{circle}"
    ),
    "define.change.register": Message(
        "There is no register {key} to change. Known: {known}", "没有台账“{key}”可改。现有：{known}"
    ),
    "define.change.not_extended": Message(
        "The register belongs to {pack}, which this pack does not extend. Add it to extends.",
        "该台账属于“{pack}”，本包没有扩展它。请写进 extends。",
    ),
    "define.change.exists": Message(
        "{key} is there already. Write it under alter, or choose another key.",
        "“{key}”已经有了。要改请写在 alter 下，要加请换一个键。",
    ),
    "define.change.unknown": Message("There is no {key} to alter or hide.", "没有“{key}”可改或隐藏。"),
    "define.change.fixed": Message("{key} can never be altered.", "“{key}”不能改。"),
    "define.change.id": Message(
        "What a pack adds to another is numbered from {least}, not {id}.",
        "扩展包增加的内容编号从{least}起，不能是{id}。",
    ),
    "define.change.choices": Message("There is no list of choices to add to.", "此处没有选项可增补。"),
    "define.change.conflict": Message(
        "{pack} and {other} say different things of {key}. One must give way.",
        "“{pack}”和“{other}”对“{key}”的规定不同。请统一。",
    ),
}
"""By slug."""
