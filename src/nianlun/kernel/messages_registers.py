"""The words of every failure about registers, their entries and sheets; `nianlun.kernel.messages` holds them all."""

from __future__ import annotations

from nianlun.kernel.message import Message

REGISTERS: dict[str, Message] = {
    "registers.bulk.refused": Message(
        "{count} of the entries were refused ({codes}), so nothing was done. "
        "Mend them, or do it for the good ones only.",
        "有 {count} 条不能办理（{codes}），因此全部未办理。请先处理这些条目，或选择只办理其余条目。",
    ),
    "registers.bulk.too_many": Message(
        "{count} entries are more than the {most} that can be changed at once. Choose fewer.",
        "一次最多办理 {most} 条，您选了 {count} 条。请减少选择。",
    ),
    "registers.cell.not_allowed": Message(
        "The field {field} cannot be changed in the table. Open the entry.",
        "字段“{field}”不能在表格中修改。请打开条目修改。",
    ),
    "registers.class.several": Message(
        "An entry of this register stands in one list only. Choose one.",
        "本台账的条目只能列入一个清单。请只选一个。",
    ),
    "registers.class.unknown": Message(
        "There is no list called {name}. There are: {known}.",
        "没有名为“{name}”的清单。可选：{known}。",
    ),
    "registers.comment.empty": Message("The remark is empty. Write something.", "备注为空。请填写内容。"),
    "registers.comment.long": Message(
        "The remark is longer than {most} characters. Shorten it, or attach a file.",
        "备注超过 {most} 字。请精简，或以附件提交。",
    ),
    "registers.comment.missing": Message(
        "There is no remark {id} that you may see. Reload the page.",
        "没有可供您查看的备注 {id}。请刷新页面。",
    ),
    "registers.day.closed": Message(
        "{day} is closed in {label}: its digest has been taken, and nothing can be recorded on it any more. "
        "Record it today, with the business date in its field.",
        "“{label}”的 {day} 已封账（已生成当日校验值），不能再补记。请按今天记录，业务日期填在相应字段中。",
    ),
    "registers.definition.key_taken": Message(
        "There is a register with the key {key} already. Choose another key.",
        "标识“{key}”已有台账使用。请另取标识。",
    ),
    "registers.definition.missing": Message(
        "There is no definition {version} of this register.",
        "该台账没有第 {version} 版定义。",
    ),
    "registers.definition.no_draft": Message(
        "{label} has no draft of its definition. Change something first.",
        "“{label}”没有定义草稿。请先修改定义。",
    ),
    "registers.definition.no_key": Message(
        "The register has no key. Give it a short name of small letters, digits and underscores.",
        "台账没有标识。请用小写字母、数字和下划线取一个简短标识。",
    ),
    "registers.definition.not_allowed": Message(
        "You do not administer the registers of {unit}. Ask an administrator there.",
        "您不是“{unit}”的台账管理员。请联系该单位的管理员。",
    ),
    "registers.definition.not_built_here": Message(
        "{label} comes from a pack, and its definition is changed in the pack's file. "
        "Extend the pack, or build a register of your own.",
        "“{label}”来自定义包，定义只能在定义包文件中修改。请扩展该定义包，或自建台账。",
    ),
    "registers.entry.changed_meanwhile": Message(
        "{by} changed the entry at {at}; it is now version {version}, and you looked at version {expected}. "
        "Look at what has changed, then do it again.",
        "该条目已由 {by} 于 {at} 修改（现为第 {version} 版，您查看的是第 {expected} 版）。请查看改动后再操作。",
    ),
    "registers.entry.clock_behind": Message(
        "The entry was last changed at {last}, which is after {at}. Check the clock of the server.",
        "该条目最近一次记录于 {last}，晚于 {at}。请检查服务器时间。",
    ),
    "registers.entry.dropped": Message(
        "{code} was dropped or merged and can no longer be changed. Restore it first.",
        "“{code}”已剔除或已合并，不能再修改。请先恢复。",
    ),
    "registers.entry.key_taken": Message(
        "{code} has the same {labels} already. Change that entry, or merge the two.",
        "“{code}”的{labels}与此相同。请直接修改该条目，或将两条合并。",
    ),
    "registers.entry.key_taken_meanwhile": Message(
        "Somebody has just made an entry with the same key fields. Look at it, then try again.",
        "刚刚有人登记了关键字段相同的条目。请查看后再试。",
    ),
    "registers.entry.missing": Message(
        "There is no entry {id} that you may see.",
        "没有可供您查看的条目 {id}。",
    ),
    "registers.entry.newest_already": Message(
        "{code} has the newest definition already.",
        "“{code}”已是最新定义，无需升级。",
    ),
    "registers.entry.not_allowed": Message(
        "You may not do this in {label} for {unit}. Ask an administrator of {unit} for the right.",
        "您没有在“{label}”中办理“{unit}”此项操作的权限。请联系该单位的管理员。",
    ),
    "registers.entry.not_dropped": Message(
        "{code} was not dropped, or was merged into another entry; there is nothing to restore.",
        "“{code}”未被剔除，或已并入其他条目，无需恢复。",
    ),
    "registers.entry.not_submitted": Message(
        "{code} is a draft. Edit it and submit it; only what was submitted is returned or corrected.",
        "“{code}”还是草稿。请直接修改后提交；只有已提交的条目才能退回或更正。",
    ),
    "registers.entry.not_yet": Message(
        "{code} was not there yet on that day. Choose a later one.",
        "“{code}”当时尚未登记。请选择更晚的日期。",
    ),
    "registers.entry.nothing_changed": Message(
        "Nothing would change in {code}.",
        "“{code}”没有任何改动。",
    ),
    "registers.entry.reason_long": Message(
        "The reason is longer than {most} characters. Shorten it.",
        "理由超过 {most} 字。请精简。",
    ),
    "registers.entry.reason_needed": Message(
        "Say why: the reason stays with the entry.",
        "请填写理由，理由将随条目留存。",
    ),
    "registers.entry.submitted_already": Message("{code} is submitted already.", "“{code}”已经提交。"),
    "registers.entry.unit_closed": Message(
        "{unit} is closed and takes no entries. Choose the unit that took over.",
        "“{unit}”已撤销，不能再接收条目。请选择承接单位。",
    ),
    "registers.entry.unit_unknown": Message(
        "There is no unit {unit}. Choose one from the list.",
        "没有单位 {unit}。请从列表中选择。",
    ),
    "registers.entry.values": Message(
        "{count} readings are missing or wrong: {labels}. Nothing was kept; mend them and try again.",
        "有 {count} 处未填或有误：{labels}。内容未保存，请改正后重试。",
    ),
    "registers.export.too_large": Message(
        "{count} rows are more than the {most} that one file takes. Filter them first.",
        "共 {count} 行，超过单个文件的上限 {most} 行。请先筛选。",
    ),
    "registers.file.empty": Message(
        "{name} is empty and was not attached. Check that the right file was chosen.",
        "“{name}”是空文件，未添加。请核对是否选对了文件。",
    ),
    "registers.file.missing": Message(
        "There is no file {id} that you may see. Reload the page.",
        "没有可供您查看的附件 {id}。请刷新页面。",
    ),
    "registers.file.too_large": Message(
        "{name} is larger than {most} MB and was not attached. Make it smaller or split it.",
        "“{name}”超过 {most} MB，未添加。请压缩或拆分。",
    ),
    "registers.file.type": Message(
        "{name} is a file of a kind that is not attached ({type}). Give a PDF, an Office file, a picture or text.",
        "“{name}”的类型（{type}）不允许作为附件。请提供 PDF、Office 文档、图片或文本。",
    ),
    "registers.import.bad_cells": Message(
        "{count} cells are bad ({cells}), so nothing was imported. Mend them, or import the good rows only.",
        "有 {count} 个单元格有问题（{cells}），因此全部未导入。请改正，或选择只导入无误的行。",
    ),
    "registers.import.changed_meanwhile": Message(
        "{code} was changed while the import was under way; nothing was imported. Look at the preview again.",
        "导入过程中“{code}”已被他人修改，全部未导入。请重新预览。",
    ),
    "registers.import.code_unknown": Message(
        "There is no entry {code} that you may see. Leave the number empty for a new entry.",
        "没有可供您查看的条目“{code}”。新增条目请将编号留空。",
    ),
    "registers.import.missing": Message(
        "There is no import {id} of yours. Bring the sheet in again.",
        "没有您的导入任务 {id}。请重新上传。",
    ),
    "registers.import.nothing_matched": Message(
        "None of the columns could be matched to a field. Say which column is which.",
        "没有一列能对应到字段。请手工指定对应关系。",
    ),
    "registers.import.nothing_matched_in": Message(
        "No column of the sheet {sheet} could be matched to a field. Say which column is which.",
        "工作表“{sheet}”中没有一列能对应到字段。请手工指定对应关系。",
    ),
    "registers.import.other_unit": Message(
        "The entry is kept by {unit}. Hand it over first, or leave the unit empty.",
        "该条目归“{unit}”管理。请先移交，或将责任单位留空。",
    ),
    "registers.import.going_on": Message(
        "“{name}” is being carried out. Wait until it is done.", "“{name}”正在导入。请等它完成。"
    ),
    "registers.import.failed": Message(
        "The import could not be carried out ({kind}); nothing was written. Try again, or tell whoever runs the site.",
        "导入未能完成（{kind}），没有写入任何内容。请重试，或联系系统管理员。",
    ),
    "registers.import.over": Message(
        "The import {id} was carried out already.",
        "导入任务 {id} 已经执行过。",
    ),
    "registers.import.twice": Message(
        "A row above has the same key. Keep one of the two.",
        "上方已有相同关键字段的行。请只保留一行。",
    ),
    "registers.link.itself": Message("An entry cannot be linked to itself.", "条目不能关联自身。"),
    "registers.link.missing": Message(
        "There is no link {id} that you may see. Reload the page.",
        "没有可供您查看的关联 {id}。请刷新页面。",
    ),
    "registers.map.missing": Message(
        "{key} has no field of places that you may see.",
        "“{key}”没有可供您查看的位置字段。",
    ),
    "registers.merge.itself": Message("An entry cannot be merged with itself.", "条目不能与自身合并。"),
    "registers.merge.other_register": Message(
        "The two entries stand in different registers and cannot be merged. Link them instead.",
        "两条不在同一台账，不能合并。可改为关联。",
    ),
    "registers.packs.destructive": Message(
        "The change could lose what entries hold in {labels}. Look at the plan, and apply it as destructive if it "
        "is meant.",
        "此次变更可能使“{labels}”中的已有内容失去归属。请查看变更计划，确需执行时加“允许破坏性变更”。",
    ),
    "registers.packs.not_allowed": Message(
        "Packs are applied by those who administer the registers of the whole county.",
        "只有全县台账管理员才能应用定义包。",
    ),
    "registers.packs.unclear": Message(
        "Something is gone from {labels} without a word: {paths}. List it under removed_fields or removed_stages "
        "if it is meant, else put it back.",
        "“{labels}”中有内容消失而未作说明：{paths}。确需删除请列入 removed_fields 或 removed_stages，否则请恢复。",
    ),
    "registers.register.closed": Message(
        "{label} is closed: it can be read, and nothing can be added.",
        "“{label}”已停用，只能查阅，不能再登记。",
    ),
    "registers.register.missing": Message(
        "There is no register {key} that you may see.",
        "没有可供您查看的台账“{key}”。",
    ),
    "registers.register.unpublished": Message(
        "{label} is not published yet. Publish its definition first.",
        "“{label}”尚未发布。请先发布定义。",
    ),
    "registers.root.missing": Message(
        "Nothing was recorded on {day}, so the day has no digest.",
        "{day} 没有任何记录，因此没有当日校验值。",
    ),
    "sheets.file.bomb": Message(
        "{name} unpacks to far more than a sheet holds and was not read. Save it again, or ask for a clean copy.",
        "“{name}”解压后体积异常，出于安全未予读取。请另存后重试，或索取新的文件。",
    ),
    "sheets.file.broken": Message(
        "{name} is damaged and cannot be read as a table. Open it in Excel or WPS, save it as .xlsx and try again.",
        "“{name}”已损坏，无法按表格读取。请用 Excel 或 WPS 打开后另存为 .xlsx 再试。",
    ),
    "sheets.file.empty": Message(
        "{name} holds no rows. Check that the right file was chosen.",
        "“{name}”没有任何行。请核对是否选对了文件。",
    ),
    "sheets.file.encoding": Message(
        "The characters of {name} cannot be read. Save it as CSV UTF-8, or as .xlsx.",
        "“{name}”的字符编码无法识别。请另存为 CSV UTF-8 或 .xlsx。",
    ),
    "sheets.file.encrypted": Message(
        "{name} is protected by a password. Remove the password and try again.",
        "“{name}”设有密码。请取消密码后重试。",
    ),
    "sheets.file.other": Message(
        "{name} is no table. Give an Excel file (.xlsx, .xls), .ods or .csv.",
        "“{name}”不是表格。请提供 Excel（.xlsx、.xls）、.ods 或 .csv 文件。",
    ),
    "sheets.file.too_large": Message(
        "{name} has more than {rows} rows or {columns} columns. Split it.",
        "“{name}”超过 {rows} 行或 {columns} 列。请拆分后导入。",
    ),
    "registers.stage.missing": Message(
        "There is no stage {stage} that this entry can go to.",
        "该条目不能转到阶段“{stage}”。",
    ),
    "registers.stage.not_allowed": Message(
        "{code} stands in {here} and cannot go to {stage} from there. Allowed: {known}.",
        "“{code}”现处“{here}”，不能转到“{stage}”。可转到：{known}。",
    ),
    "registers.stage.not_initial": Message(
        "A new entry cannot begin in {stage}. It begins in: {known}.",
        "新条目不能从“{stage}”开始。可选：{known}。",
    ),
    "registers.stage.unknown": Message(
        "There is no stage called {stage}. There are: {known}.",
        "没有名为“{stage}”的阶段。可选：{known}。",
    ),
    "registers.table.as_of_unreadable": Message(
        "{text} is neither a day nor an instant. Write it as 2023-10-20.",
        "“{text}”不是日期。请写成 2023-10-20。",
    ),
    "registers.table.field_unknown": Message(
        "There is no field {field} that you may see.",
        "没有可供您查看的字段“{field}”。",
    ),
    "registers.table.not_indexed": Message(
        "{label} is a long text and can only be searched for words.",
        "“{label}”是长文本，只能按包含的文字筛选。",
    ),
    "registers.table.operands": Message(
        "“{way}” for {label} needs {count} values.",
        "“{label}”按“{way}”筛选需要填写 {count} 个值。",
    ),
    "registers.table.way_unknown": Message(
        "{label} cannot be filtered by {way}.",
        "“{label}”不能按“{way}”筛选。",
    ),
    "registers.value.missing": Message("{label} is missing.", "“{label}”未填。"),
    "registers.value.rule": Message("This must hold: {rule}.", "应当满足：{rule}。"),
    "registers.value.taken": Message(
        "{label} must be different in every entry, and {code} has this value already.",
        "“{label}”不能重复，“{code}”已是此值。",
    ),
    "registers.value.unknown_field": Message(
        "There is no field {label} that you may write. The register may have changed; reload the page.",
        "没有可供您填写的字段“{label}”，台账定义可能已更新。请刷新页面。",
    ),
    "registers.version.missing": Message(
        "{code} has no version {version}.",
        "“{code}”没有第 {version} 版。",
    ),
    "registers.view.missing": Message(
        "There is no view {id} of yours. Reload the page.",
        "没有您的视图 {id}。请刷新页面。",
    ),
    "registers.view.no_name": Message("The view has no name. Give it one.", "视图没有名称。请填写名称。"),
    "registers.view.not_yours": Message(
        "Only those who keep or administer the register share views. Save it for yourself.",
        "只有台账的登记人员或管理员才能共享视图。可另存为个人视图。",
    ),
    "registers.link.unknown": Message(
        "No entry is called {raw}. Write its number or its whole name. Near to it: {known}.",
        "没有名为“{raw}”的条目。请填写编号或完整名称。相近的有：{known}。",
    ),
    "registers.view.unknown": Message(
        "The register has no view {view}. It may have been removed; choose another.",
        "台账没有视图“{view}”，可能已删除。请另选。",
    ),
}
"""By slug."""
