"""The fixed parts of a Word file in the look of an official document.

Source: GB/T 9704-2012: 5.2.1 margins (37, 35, 28, 26 mm), 5.2.3 grid of 22 lines by 28 characters,
7.3.1 title in size 2, 7.3.3 text in size 3 and the faces of its levels, 7.5 page number.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

SONG, FANG, HEI, KAI, SMALL = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
LINE, SIGN, TITLE_SIGN = 579, 316, 440
"""Height of a line, width of a sign of the text and of a title, in twips."""

_CONTENT_TYPES = (
    HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="{name}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for name, kind in (
            ("/word/document.xml", "officedocument.wordprocessingml.document.main"),
            ("/word/styles.xml", "officedocument.wordprocessingml.styles"),
            ("/word/settings.xml", "officedocument.wordprocessingml.settings"),
            ("/word/footer1.xml", "officedocument.wordprocessingml.footer"),
            ("/word/footer2.xml", "officedocument.wordprocessingml.footer"),
            ("/docProps/core.xml", "package.core-properties"),
            ("/docProps/app.xml", "officedocument.extended-properties"),
        )
    )
    + "</Types>"
)

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = f'<Relationships xmlns="{_PACKAGE}">'

PACKAGE_RELATIONS = (
    HEAD
    + _RELATIONS
    + f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
    + f'<Relationship Id="rId2" Type="{_PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/>'
    + f'<Relationship Id="rId3" Type="{_RELATION}/extended-properties" Target="docProps/app.xml"/>'
    + "</Relationships>"
)

_DOCUMENT_RELATIONS = (
    HEAD
    + _RELATIONS
    + f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
    + f'<Relationship Id="rId2" Type="{_RELATION}/settings" Target="settings.xml"/>'
    + f'<Relationship Id="rId3" Type="{_RELATION}/footer" Target="footer1.xml"/>'
    + f'<Relationship Id="rId4" Type="{_RELATION}/footer" Target="footer2.xml"/>'
)

CARRIED_FILE = "customXml/item1.xml"
"""Where the facts of a report travel."""
FACT_TAG = "nianlun:"
"""Begins the tag of a content control around a printed number."""
PICTURE_WIDTH = 5_400_000
"""English metric units, 150 mm."""


def content_types(*, has_pictures: bool) -> str:
    """What the parts of the file are."""
    png = '<Default Extension="png" ContentType="image/png"/>' if has_pictures else ""
    return _CONTENT_TYPES.replace("<Override", f"{png}<Override", 1)


def picture_file(number: int) -> str:
    """Where a picture lies in the file."""
    return f"word/media/image{number}.png"


def document_relations(pictures: int, *, carries: bool) -> str:
    """What the document points at."""
    found = _DOCUMENT_RELATIONS
    for number in range(1, pictures + 1):
        found += (
            f'<Relationship Id="rIdP{number}" Type="{_RELATION}/image" Target="media/image{number}.png"/>'
        )
    if carries:
        found += f'<Relationship Id="rIdX" Type="{_RELATION}/customXml" Target="../{CARRIED_FILE}"/>'
    return f"{found}</Relationships>"


def drawing(png: bytes, number: int, words: str = "") -> str:
    """A picture as wide as the text; its shape stands in bytes 16 to 24 of a PNG."""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    size = f'cx="{PICTURE_WIDTH}" cy="{PICTURE_WIDTH * height // max(1, width)}"'
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
        f' distR="0"><wp:extent {size}/><wp:docPr id="{number}" name="chart {number}" descr={quoteattr(words)}/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture">'
        f'<pic:pic xmlns:pic="{main}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="chart {number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP{number}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


APP = (
    HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Nianlun</Application></Properties>"
)

SETTINGS = (
    HEAD + f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)

PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
    ' w:header="851" w:footer="1304" w:gutter="0"/>'
)
GRID = '<w:docGrid w:type="lines" w:linePitch="579"/>'
CLOSER = '<w:spacing w:val="-5"/>'
"""A quarter point less after each sign: 28 of them in a line of 156 mm (GB/T 9704-2012).

A grid of signs would say the same to Word, but LibreOffice gives a sign wider than its cell two of them.
"""
FOOTERS = '<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'


def fonts(face: str) -> str:
    """The face for Chinese signs; Latin letters and digits in one face throughout."""
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{face}"/>'


def _style(key: str, name: str, paragraph: str, run: str, *, rank: int = 9) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Body"/><w:uiPriority w:val="{rank}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_SIZE_2, _SIZE_3, _SIZE_4 = (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' for half in (44, 32, 28))
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
TITLE_LINES = '<w:spacing w:before="0" w:after="0" w:line="680" w:lineRule="exact"/>'

STYLES = (
    HEAD + f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}{CLOSER}{_SIZE_3}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + _style("Body", "Body Text", INDENT, "", rank=1)
    + _style("Flush", "Salutation", "", "", rank=1)
    + _style(
        "Signature", "Signature", '<w:ind w:rightChars="200" w:right="632"/><w:jc w:val="right"/>', "", rank=1
    )
    + _style("Centred", "Subtitle", '<w:jc w:val="center"/>', fonts(KAI), rank=1)
    + _style(
        "Heading1",
        "heading 1",
        f'<w:keepNext/>{TITLE_LINES}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        fonts(SMALL) + _SIZE_2,
    )
    + _style("CoverTitle", "Cover Title", f'{TITLE_LINES}<w:jc w:val="center"/>', fonts(SMALL) + _SIZE_2)
    + _style("ContentsTitle", "TOC Heading", f'{TITLE_LINES}<w:jc w:val="center"/>', fonts(HEI) + _SIZE_3)
    + _style(
        "HeadingUnnumbered",
        "Unnumbered Heading",
        f'<w:keepNext/>{INDENT}<w:outlineLvl w:val="1"/>',
        fonts(HEI),
    )
    + _style("Heading2", "heading 2", f'<w:keepNext/>{INDENT}<w:outlineLvl w:val="1"/>', fonts(HEI))
    + _style("Heading3", "heading 3", f'<w:keepNext/>{INDENT}<w:outlineLvl w:val="2"/>', fonts(KAI))
    + _style("Heading4", "heading 4", f'{INDENT}<w:outlineLvl w:val="3"/>', fonts(FANG))
    + _style("Heading5", "heading 5", f'{INDENT}<w:outlineLvl w:val="4"/>', fonts(FANG))
    + _style(
        "TOC1",
        "toc 1",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8844"/></w:tabs><w:jc w:val="left"/>',
        "",
        rank=39,
    )
    + _style(
        "Footer",
        "footer",
        '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>',
        fonts(SONG) + _SIZE_4,
    )
    + _style(
        "FooterEven",
        "footer even",
        '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>',
        fonts(SONG) + _SIZE_4,
    )
    + _style(
        "Cell",
        "Table Text",
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/><w:jc w:val="left"/>',
        '<w:sz w:val="24"/><w:szCs w:val="24"/>',
    )
    + _style("Caption", "caption", '<w:keepNext/><w:jc w:val="center"/>', fonts(HEI) + _SIZE_4)
    + "</w:styles>"
)


def footer(style: str) -> str:
    """The page number between two dashes; in the file it is a field."""
    return (
        HEAD + f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


FOOTER_ODD, FOOTER_EVEN = footer("Footer"), footer("FooterEven")
