"""The words of every failure a person can do something about, in both languages, by slug."""

from __future__ import annotations

from nianlun.kernel.errors import NianlunError
from nianlun.kernel.message import Message
from nianlun.kernel.messages_indicators import INDICATORS
from nianlun.kernel.messages_originality import ORIGINALITY
from nianlun.kernel.messages_reckon import RECKON
from nianlun.kernel.messages_registers import REGISTERS
from nianlun.kernel.messages_reports import REPORTS

__all__ = ["MESSAGES", "Message", "message_of"]


MESSAGES: dict[str, Message] = {
    **RECKON,
    **REGISTERS,
    **REPORTS,
    **INDICATORS,
    **ORIGINALITY,
    "library.commitment.missing": Message(
        "There is no commitment {id} that you may read. It may have been removed; reload the page.",
        "没有可供您查看的承诺 {id}，它可能已被移除。请刷新页面。",
    ),
    "library.correction.field": Message(
        "“{value}” cannot stand in the field {name}. Look at the form of the field and try again.",
        "字段 {name} 不能填写“{value}”。请核对该字段的格式后重填。",
    ),
    "library.correction.missing": Message(
        "There is no correction {id} that can be withdrawn. It may have been withdrawn already.",
        "没有可撤回的更正 {id}，它可能已被撤回。",
    ),
    "library.correction.nothing": Message(
        "Nothing would change. Set at least one field to another value.",
        "没有任何改动。请至少修改一个字段。",
    ),
    "library.correction.place": Message(
        "The place {start} to {end} is not inside the text, or is longer than {most} characters. Mark it again.",
        "位置 {start}—{end} 不在正文之内，或超过 {most} 字。请重新选取。",
    ),
    "library.correction.taken": Message(
        "Something was found at this very place already. Mend that instead of adding.",
        "该位置已有提取结果。请直接更正，无需新增。",
    ),
    "library.digest.address": Message(
        "“{address}” is no e-mail address. Write it as name@office.example.",
        "“{address}”不是有效的邮箱地址。请按 name@office.example 的格式填写。",
    ),
    "library.document.missing": Message(
        "There is no document {id} that you may read. It may have been removed, or its access changed.",
        "没有可供您查看的文档 {id}，它可能已被移除或调整了权限。",
    ),
    "library.document.not_allowed": Message(
        "You may read document {id} but not change it. Ask someone who keeps the library of its unit.",
        "您可以查看文档 {id}，但不能修改。请联系该单位的资料管理人员。",
    ),
    "library.document.not_owner": Message(
        "Only its owner can make document {id} private.",
        "只有文档 {id} 的所有者才能将其设为私有。",
    ),
    "library.document.reason_needed": Message(
        "Say why the document is to be removed; the reason stays in the audit trail.",
        "请说明移除文档的理由；理由将保留在操作记录中。",
    ),
    "library.download.quota": Message(
        "You have taken {used} of the {allowed} documents you may take out of the library today; {asked} more are"
        " too many, so none was handed out. The quota renews at {renews}. For more, ask whoever administers the"
        " library.",
        "您今天可下载 {allowed} 份文档，已下载 {used} 份；本次还需 {asked} 份，超出额度，未予下载。额度将于 {renews} 重新计算。如需更多，请联系文库管理员。",
    ),
    "library.figure.missing": Message(
        "There is no figure {id} that you may read. It may have been removed; reload the page.",
        "没有可供您查看的数据 {id}，它可能已被移除。请刷新页面。",
    ),
    "library.import.empty": Message(
        "No file was given. Choose at least one file, folder or zip.",
        "没有收到文件。请至少选择一个文件、文件夹或压缩包。",
    ),
    "library.import.file_gone": Message(
        "The file is no longer in the file store. Deliver it again.",
        "文件库中已找不到该文件。请重新上传。",
    ),
    "library.import.kind_missing": Message(
        "The name has no ending that tells what kind of file it is. Add one (.txt, .docx, .pdf, .html, .zip).",
        "文件名没有后缀，无法判断类型。请补上后缀（.txt、.docx、.pdf、.html、.zip）后再提供。",
    ),
    "library.import.kind_unknown": Message(
        "Files of the kind {kind} are not read. Deliver txt, docx, pdf, html or zip; save .doc and .wps as .docx first.",
        "不支持 {kind} 类型的文件。请提供 txt、docx、pdf、html 或 zip；.doc、.wps 文件请先另存为 .docx。",
    ),
    "library.import.missing": Message(
        "There is no import {id} that you may see.",
        "没有可供您查看的导入任务 {id}。",
    ),
    "library.import.no_text": Message(
        "The file holds no document: nothing was left after contents, adverts and page furniture.",
        "文件中没有正文：除目录、广告和页眉页脚外没有内容。",
    ),
    "library.import.not_allowed": Message(
        "You may not add to the library of {unit}. Ask an administrator of {unit}.",
        "您不能向“{unit}”的资料库添加文件。请联系该单位的管理员。",
    ),
    "library.import.not_opened": Message(
        "The file may not be opened, or is no longer there. Check its rights and deliver it again.",
        "无法打开该文件：没有读取权限，或文件已不存在。请检查文件权限后重新提供。",
    ),
    "library.import.nothing_failed": Message(
        "Import {id} has no file to be tried again.",
        "导入任务 {id} 没有可重试的文件。",
    ),
    "library.import.over": Message(
        "Import {id} is over and cannot be cancelled. Remove documents one by one instead.",
        "导入任务 {id} 已结束，不能取消。如有需要请逐个移除文档。",
    ),
    "library.import.reader_died": Message(
        "The reading of this file broke off twice. It may be damaged or far too large.",
        "读取该文件两次中断，文件可能已损坏或过大。",
    ),
    "library.import.reader_failed": Message(
        "The file could not be read ({kind}). Please report it with the file.",
        "无法读取该文件（{kind}）。请连同文件一并反馈。",
    ),
    "library.import.too_large": Message(
        "The file is too large. Split it and deliver the parts.",
        "文件过大。请拆分后分别提供。",
    ),
    "library.import.too_many_documents": Message(
        "The file holds {number} documents, more than the {most} one file may bring. Split it and deliver the parts.",
        "文件中有 {number} 篇文稿，超过一个文件最多 {most} 篇的限制。请拆分后分别提供。",
    ),
    "library.index.rebuilding": Message(
        "The search index is being rebuilt; search again in a minute. Nothing is lost.",
        "检索索引正在重建，请一分钟后再试。资料没有丢失。",
    ),
    "library.mirror.busy": Message(
        "Another run is writing the mirror in {folder}. Wait until it is done.",
        "另一进程正在写入镜像文件夹 {folder}。请等它完成。",
    ),
    "library.mirror.manifest_broken": Message(
        "{path} is no manifest of a mirror, or was changed by hand. Restore it, or mirror into an empty folder.",
        "{path} 不是镜像清单，或已被改动。请恢复该文件，或改用空文件夹。",
    ),
    "library.mirror.not_empty": Message(
        "{folder} is not empty and is no mirror. Nothing was written; name an empty folder.",
        "{folder} 不是空文件夹，也不是镜像。未写入任何内容；请指定空文件夹。",
    ),
    "library.mirror.other_rights": Message(
        "The mirror in {folder} is for {other}. Name the same user again, or mirror into another folder.",
        "{folder} 中的镜像属于 {other}。请指定同一用户，或改用其他文件夹。",
    ),
    "library.outcome.not_confirmed": Message(
        "The outcome of commitment {id} was not confirmed, so there is nothing to reopen.",
        "承诺 {id} 的完成情况尚未确认，无需重新打开。",
    ),
    "library.part.closed": Message(
        "The place {start} to {end} lies in a part that is closed to you. Mark another place.",
        "位置 {start}—{end} 位于未对您公开的部分。请另选位置。",
    ),
    "library.part.closed_already": Message(
        "The place {start} to {end} is closed already, as strictly or more. Open that part first to change it.",
        "位置 {start}—{end} 已按同等或更严的范围限制公开。如需调整，请先恢复公开该部分。",
    ),
    "library.part.missing": Message(
        "There is no closed part {id} in force that you may know of. Reload the page.",
        "没有您可以操作的限制公开部分 {id}，它可能已恢复公开。请刷新页面。",
    ),
    "library.part.not_owner": Message(
        "Only its owner can make a part of document {id} private. Close it to the unit instead.",
        "只有文档 {id} 的所有者才能把其中一部分设为私有。可改为仅限本单位。",
    ),
    "library.part.not_reader": Message(
        "Only somebody who may read the part can open it again. Ask the owner of the document.",
        "只有可以查看该部分的人才能恢复公开。请联系文档所有者。",
    ),
    "library.part.not_stricter": Message(
        "The document itself is as strict already. A part must be open to fewer than the document.",
        "文档本身的公开范围已经不大于此。限制公开的部分应当比全文更严。",
    ),
    "library.part.place": Message(
        "The place {start} to {end} holds no words of the text, which has {most} characters. Mark it again.",
        "位置 {start}—{end} 在正文（共 {most} 字）中没有文字。请重新选取。",
    ),
    "library.part.reason_needed": Message(
        "Say why; the reason stays in the history of the document.",
        "请说明理由；理由将保留在文档的历史记录中。",
    ),
    "library.part.title": Message(
        "The title stands in lists and cannot be closed. Begin below it, or close the whole document.",
        "标题会出现在列表中，不能单独限制公开。请从标题之后选取，或调整整篇文档的权限。",
    ),
    "library.query.empty_word": Message(
        "There is nothing to look for here. Write at least one character, or leave out the quotes or the prefix.",
        "此处没有检索词。请至少输入一个字，或去掉引号、字段前缀。",
    ),
    "library.query.operator": Message(
        "“{text}” joins two words, but one of them is missing. To look for it as it is, put it in quotes.",
        "“{text}”应连接两个检索词，但缺少其中一个。如要检索该词本身，请加引号。",
    ),
    "library.query.too_long": Message(
        "The search is too long or nested too deeply. Use fewer words.",
        "检索式过长或嵌套过深。请减少检索词。",
    ),
    "library.query.unclosed_bracket": Message(
        "A bracket is opened and not closed. Close it, or put the words in quotes.",
        "括号没有闭合。请补上右括号，或将检索词加引号。",
    ),
    "library.query.unclosed_quote": Message(
        "A quotation mark is opened and not closed. Close it, or leave it out.",
        "引号没有闭合。请补上后引号，或去掉引号。",
    ),
    "library.query.year": Message(
        "“{text}” is no year. Write 2023, 2020-2023, 2020- or -2023.",
        "“{text}”不是年份。请写作 2023、2020-2023、2020- 或 -2023。",
    ),
    "library.quota.missing": Message(
        "There is no quota {id} in force that you may change.",
        "没有您可以调整的下载额度 {id}，它可能已取消。",
    ),
    "library.quota.not_allowed": Message(
        "Quotas are set by those who administer the library of the unit. Ask them.",
        "下载额度由该单位的文库管理员设定。请联系管理员。",
    ),
    "library.saved_search.missing": Message(
        "There is no saved search {id} of yours.",
        "您没有编号为 {id} 的已存检索。",
    ),
    "library.saved_search.name": Message(
        "A saved search needs a name of 1 to {most} characters.",
        "请为检索取一个 1 至 {most} 字的名称。",
    ),
    "library.saved_search.name_taken": Message(
        "You have a saved search named {name} already. Choose another name.",
        "您已有名为“{name}”的检索。请另取名称。",
    ),
    "library.source.not_allowed": Message(
        "The file of document {id} holds other documents that you may not read, so it is not handed out. Download"
        " the document by itself.",
        "文档 {id} 的源文件中还有您不能查看的其他文档，不能整体下载。请单独下载本文档。",
    ),
    "library.source.parts_closed": Message(
        "The file holds parts that are closed to you (in {titles}), so it is not handed out. Download the document"
        " by itself: it leaves those parts out.",
        "源文件中有未对您公开的部分（见：{titles}），不能下载。可单独下载文档，其中不含这些部分。",
    ),
    "library.tag.too_long": Message(
        "The tag {name} is too long; {most} characters at most.",
        "标签“{name}”过长，最多 {most} 字。",
    ),
    "library.tag.too_many": Message(
        "A document has at most {most} tags.",
        "一份文档最多 {most} 个标签。",
    ),
    "library.token.missing": Message(
        "A valid token is needed: send the header “Authorization: Bearer …”. Tokens are made on the page of your account.",
        "需要有效的令牌：请在请求头中发送“Authorization: Bearer …”。令牌在个人账号页面生成。",
    ),
    "library.token.rate": Message(
        "Too many requests with this token; at most {rate}. Try again in {seconds} seconds.",
        "该令牌请求过于频繁，上限为 {rate}。请在 {seconds} 秒后再试。",
    ),
    "library.request.invalid": Message(
        "{where}: {reason}",
        "{where}：{reason}",
    ),
    "library.zip.bomb": Message(
        "The zip unpacks to far more than its size; it was not opened. Deliver the files themselves.",
        "压缩包解压后远超其大小，未予打开。请直接提供文件。",
    ),
    "library.zip.broken": Message(
        "The zip is damaged. Pack it again and deliver it again.",
        "压缩包已损坏。请重新打包后提供。",
    ),
    "library.zip.broken_member": Message(
        "This file inside the zip is damaged. Pack it again and deliver it again.",
        "压缩包内的该文件已损坏。请重新打包后提供。",
    ),
    "library.zip.empty": Message(
        "The zip holds no file. Check that the right one was chosen.",
        "压缩包里没有文件。请核对是否选对了压缩包。",
    ),
    "library.zip.encrypted": Message(
        "This file inside the zip is protected by a password. Deliver it without.",
        "压缩包内的该文件有密码保护。请取消密码后提供。",
    ),
    "library.zip.too_deep": Message(
        "Zips lie within zips more than {most} deep. Unpack them and deliver the files.",
        "压缩包嵌套超过 {most} 层。请解压后提供文件。",
    ),
    "library.zip.too_many": Message(
        "The zip holds {number} files; at most {most} are taken at once. Split it.",
        "压缩包内有 {number} 个文件，一次最多 {most} 个。请拆分。",
    ),
    "library.zip.unsafe_name": Message(
        "The name of this file leads out of the zip; it was not unpacked.",
        "该文件的名称指向压缩包之外，未予解压。",
    ),
    "people.grant.not_yours": Message(
        "You do not administer {unit}, so you cannot give or take rights there. "
        "Ask an administrator of {unit}.",
        "您不是“{unit}”的管理员，不能在该单位授予或收回权限。请联系该单位的管理员。",
    ),
    "people.import.bad_cells": Message(
        "{count} cells are bad ({cells}), so nothing was brought in. Mend them and try again.",
        "有 {count} 个单元格有问题（{cells}），因此全部未导入。请改正后重试。",
    ),
    "people.import.email": Message("{value} is no e-mail address.", "“{value}”不是电子邮箱。"),
    "people.import.kind": Message(
        "There is no kind of unit called {value}. There are: {known}.",
        "没有“{value}”这一单位类别。可选：{known}。",
    ),
    "people.import.no_name": Message("The name is missing.", "缺少名称。"),
    "people.import.not_allowed": Message(
        "Units and persons are brought in by those who administer the whole county.",
        "只有全县管理员才能批量导入单位和人员。",
    ),
    "people.import.nothing": Message(
        "{name} holds neither units nor persons. Write 名称 or 姓名 above a column.",
        "“{name}”中没有单位或人员。请在列首写明“名称”或“姓名”“单位”。",
    ),
    "people.import.rank": Message(
        "There is no rank called {value}. There are: {known}.", "没有“{value}”这一岗别。可选：{known}。"
    ),
    "people.import.unit_several": Message(
        "More than one unit is called {value}. Write its whole name.",
        "名为“{value}”的单位不止一个。请写全称。",
    ),
    "people.import.unit_unknown": Message(
        "There is no unit called {value}. Add it above, or mend the name.",
        "没有名为“{value}”的单位。请先列出该单位，或更正名称。",
    ),
    "people.unit.closed": Message(
        "{name} is closed. Choose a unit that goes on.", "“{name}”已撤销。请选择仍在运行的单位。"
    ),
    "people.unit.merged_already": Message("{name} was merged already.", "“{name}”已经合并。"),
    "people.unit.below_itself": Message(
        "{name} cannot be placed under {parent}, which is {name} itself or belongs to it. "
        "Choose another unit.",
        "“{name}”不能移到“{parent}”之下：后者就是该单位或其下属单位。请另选上级单位。",
    ),
    "people.unit.same_name": Message(
        "{name} is called so already. Write the new name.", "该单位已叫“{name}”。请填写新名称。"
    ),
    "people.unit.named_later": Message(
        "{name} holds only from a day to come. Rename the unit on that day, or write an earlier one.",
        "“{name}”的启用日期尚未到。请到当日再更名，或填写不晚于今天的日期。",
    ),
    "people.unit.named_earlier": Message(
        "Until {until} the unit was called {name}. Write a later day.",
        "该单位截至{until}名为“{name}”。请填写更晚的启用日期。",
    ),
    "people.unit.name_taken": Message(
        "There is a unit named {name} at this place already. Choose another name.",
        "同一上级单位下已有“{name}”。请另取名称。",
    ),
    "people.user.name_taken": Message(
        "There is a user named {name} already. Choose another user name.",
        "用户名“{name}”已被使用。请另取用户名。",
    ),
    "people.user.own_account": Message(
        "You cannot close your own account. Ask another administrator.",
        "不能停用自己的账号。请由其他管理员操作。",
    ),
    "people.user.not_yours": Message(
        "You do not administer the unit of {name}. Ask an administrator of that unit.",
        "您不是“{name}”所在单位的管理员。请联系该单位的管理员。",
    ),
    "site.database.behind": Message(
        "The database is not prepared for this release. Call: nianlun migrate",
        "数据库尚未建立或未升级到本版本。请先运行：nianlun migrate",
    ),
    "text.docx.bomb": Message(
        "{name} unpacks to far more than a document holds, or carries XML entities, and was not read. "
        "Save it again with Word or WPS, or ask the sender for a clean copy.",
        "“{name}”解压后体积异常或含有 XML 实体，出于安全未予读取。请用 Word 或 WPS 另存后重试，或向来文单位索取。",
    ),
    "text.docx.broken": Message(
        "{name} is damaged: its Word structure cannot be read, so nothing was taken from it. "
        "Open it in Word or WPS, save it again as .docx and try once more.",
        "“{name}”已损坏，无法按 Word 文档读取，未取出任何内容。请用 Word 或 WPS 打开后另存为 .docx 再试。",
    ),
    "text.docx.encrypted": Message(
        "{name} is protected by a password, so its text cannot be read. Remove the password and try again.",
        "“{name}”设有打开密码，无法读取正文。请取消密码后重试。",
    ),
    "text.file.empty": Message(
        "{name} holds no text, so there is nothing to read. Check that the right file was chosen.",
        "“{name}”没有文字内容，无可读取。请核对是否选对了文件。",
    ),
    "text.file.format_unknown": Message(
        "{name} is in a format that cannot be read ({found}). Save it as .docx, .pdf with text, .html or .txt.",
        "“{name}”的格式（{found}）无法读取。请另存为 .docx、含文字的 .pdf、.html 或 .txt。",
    ),
    "text.file.not_a_document": Message(
        "{name} is no document but {found}, and was not read. Give a Word, PDF, HTML or text file.",
        "“{name}”是 {found} 文件，不是文档，未予读取。请提供 Word、PDF、网页或文本文件。",
    ),
    "text.file.old_office": Message(
        "{name} is an old Office file that is no Word document, and was not read. "
        "Open it in its program and save the text as .docx.",
        "“{name}”是旧版 Office 文件，且不是 Word 文档，未予读取。请用相应软件打开，将文字另存为 .docx。",
    ),
    "text.file.old_word": Message(
        "{name} is a Word 97-2003 file (.doc), which cannot be read. Open it in Word or WPS and save it as .docx.",
        "“{name}”是 Word 97-2003 格式（.doc），无法读取。请用 Word 或 WPS 打开后另存为 .docx。",
    ),
    "text.file.too_large": Message(
        "{name} is larger than {limit_mb} MB and was not read. Split it into several files.",
        "“{name}”超过 {limit_mb} MB，未予读取。请拆分为多个文件。",
    ),
    "text.pdf.broken": Message(
        "{name} is damaged: its PDF structure cannot be read. Ask the sender for a new copy, or print it to PDF again.",
        "“{name}”已损坏，无法按 PDF 读取。请索取新的文件，或重新打印为 PDF。",
    ),
    "text.pdf.encrypted": Message(
        "{name} is protected by a password, so its text cannot be read. Remove the password and try again.",
        "“{name}”设有密码，无法读取正文。请取消密码后重试。",
    ),
    "text.pdf.scanned": Message(
        "{name} holds pictures of pages and no text. Install the optional recognition of text "
        '(pip install "nianlun[ocr]"), or give a file with text.',
        '“{name}”是扫描件，只有图像没有文字。请安装文字识别组件（pip install "nianlun[ocr]"），或提供含文字的文件。',
    ),
    "text.pdf.too_long": Message(
        "{name} has more than {limit} pages and was not read. Split it into several files.",
        "“{name}”超过 {limit} 页，未予读取。请拆分为多个文件。",
    ),
}
"""Every slug the code can raise; a test compares the two."""


def message_of(error: NianlunError, language: str = "zh-hans") -> str:
    """The failure in words; a slug without words is shown as it is."""
    message = MESSAGES.get(error.slug)
    if message is None:
        return str(error)
    words = message.english if language.startswith("en") else message.chinese
    return words.format_map(error.values)
