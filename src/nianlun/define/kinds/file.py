"""Files that belong to an entry: an agreement, an appraisal, a photograph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.filters import CONTAINS, MISSING, PRESENT, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_blank
from nianlun.define.words import Language, either

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PARTS = ("digest", "name", "size", "type")


@dataclass(frozen=True, kw_only=True)
class FileOptions(KindOptions):
    """What a field of files may say."""

    many: bool = True
    """Whether there may be several."""
    types: tuple[str, ...] = ()
    """Endings of names that are taken: `pdf`, `docx`, `jpg`; none means whatever the office allows."""
    max_mb: int = 50
    """Largest size of one, in megabytes."""


class FileKind(Kind[FileOptions]):
    """Files, stored as a list of digest, name, size and media type; the bytes are kept by their digest."""

    key: ClassVar[str] = "file"
    label: ClassVar[str] = "附件"
    label_en: ClassVar[str] = "file"
    options: ClassVar[type[KindOptions]] = FileOptions
    widget: ClassVar[str] = "file"

    def read(self, raw: Raw, options: FileOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """Files that have been put away already; a file cannot be typed or pasted."""
        del context
        if is_blank(raw):
            return None
        if not isinstance(raw, list):
            raise BadValueError("value.file.typed", raw=str(raw)[:80])
        if len(raw) > 1 and not options.many:
            raise BadValueError("value.file.many", count=len(raw))
        return [_file(each, options) for each in raw]

    def show(self, value: Stored, options: FileOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """Their names."""
        del options, lookup
        return either(language, "、", ", ").join(each["name"] for each in value or ())

    def describe(self, options: FileOptions, language: Language) -> str:
        """`附件（pdf、docx），每个不超过50 MB`."""
        kinds = either(language, "、", ", ").join(options.types)
        words = either(language, "附件", "Files" if options.many else "File")
        if kinds:
            words += either(language, f"（{kinds}）", f" ({kinds})")
        return words + either(
            language, f"，每个不超过{options.max_mb} MB", f", {options.max_mb} MB each at most"
        )

    def api_schema(self, options: FileOptions) -> dict[str, Any]:
        """A list of files."""
        item = {
            "type": "object",
            "required": list(_PARTS),
            "additionalProperties": False,
            "properties": {
                "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "name": {"type": "string", "minLength": 1},
                "size": {"type": "integer", "minimum": 0},
                "type": {"type": "string"},
            },
        }
        schema: dict[str, Any] = {"type": "array", "items": item, "minItems": 1}
        return schema if options.many else schema | {"maxItems": 1}

    def shape(self, options: FileOptions) -> Shape:
        """Something that is there or not."""
        del options
        return Shape(Type.OTHER)

    def filters(self, options: FileOptions) -> tuple[Filter, ...]:
        """By whether there are any, and by name."""
        del options
        return (PRESENT, MISSING, CONTAINS)

    def cell(self, options: FileOptions) -> Cell:
        """The names."""
        del options
        return Cell("text", "@", 30)

    def index(self, value: Stored, options: FileOptions) -> tuple[str, ...]:
        """Each name."""
        del options
        return tuple(each["name"] for each in value or ())


def _file(raw: Any, options: FileOptions) -> dict[str, Any]:
    if not isinstance(raw, dict) or set(raw) != set(_PARTS) or not _DIGEST.fullmatch(str(raw["digest"])):
        raise BadValueError("value.file.typed", raw=str(raw)[:80])
    name, size = str(raw["name"]).strip(), raw["size"]
    if not name or isinstance(size, bool) or not isinstance(size, int) or size < 0:
        raise BadValueError("value.file.typed", raw=str(raw)[:80])
    ending = name.rpartition(".")[2].lower()
    if options.types and ending not in options.types:
        raise BadValueError("value.file.type", name=name, known="、".join(options.types))
    if size > options.max_mb * 1024 * 1024:
        raise BadValueError("value.file.large", name=name, most=options.max_mb)
    return {"digest": raw["digest"], "name": name, "size": size, "type": str(raw["type"])}
