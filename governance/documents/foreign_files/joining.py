"""Several PDFs joined into one, with page numbers and an outline: what the process of foreign files does for packets.

What a foreign page could do when it is opened (scripts, actions, things enclosed) is left behind; what it shows is
kept.
"""

import io

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from governance.documents.foreign_files.packing import unpacked

# What a page or an annotation does; a link within the file would lead nowhere in the joined one.
ACTIONS = ("/A", "/AA", "/Dest", "/PA", "/FS")
# From the lower edge of a page to its number, in points.
FOOT = 8


def count(data: bytes) -> list[int]:
    """The number of pages of each part; 0 for one that does not open."""
    _head, parts = unpacked(data)
    return [pages_of(part) for part in parts]


def pages_of(part: bytes) -> int:
    try:
        return len(opened(part).pages)
    except MemoryError:
        raise
    except Exception:  # pypdf promises no closed list of errors for a damaged file
        return 0


def opened(part: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(part))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("locked")
    return reader


def join(data: bytes) -> bytes:
    """One PDF of the parts; the first has a number for each page. `outline`: title and part (or None) of each entry."""
    head, (numbers, *parts) = unpacked(data)
    writer = PdfWriter()
    begins = []
    for part in parts:
        begins.append(len(writer.pages))
        for page in opened(part).pages:
            tidied(writer.add_page(page))
    for page, number in zip(writer.pages, opened(numbers).pages, strict=True):
        stamp(page, number)
    parent = None
    for title, place, inner in head["outline"]:
        entry = writer.add_outline_item(
            title=title, page_number=begins[place], parent=parent if inner else None
        )
        parent = parent if inner else entry
    writer.add_metadata({"/Title": head["title"]})
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def tidied(page: PageObject) -> None:
    """Take away what the page does, and keep what it shows."""
    page.pop(NameObject("/AA"), None)
    kept = ArrayObject()
    for reference in page.get("/Annots", None) or ():
        annotation = reference.get_object()
        if isinstance(annotation, DictionaryObject) and annotation.get("/Subtype") not in (
            "/Link",
            "/FileAttachment",
        ):
            for name in ACTIONS:
                annotation.pop(NameObject(name), None)
            kept.append(reference)
    page.pop(NameObject("/Annots"), None)
    if kept:
        page[NameObject("/Annots")] = kept


def stamp(page: PageObject, number: PageObject) -> None:
    """Put the number in the middle of the foot, whatever the size of the page and however it is turned."""
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.cropbox
    right = float(box.left) + (float(box.width) - float(number.mediabox.width)) / 2
    page.merge_transformed_page(number, Transformation().translate(right, float(box.bottom) + FOOT))
