"""Pictures: whether one opens to its end, and as everybody may see it.

A small file may decompress to gigabytes, so it is never decoded in full unless its size is known to be bounded.
"""

import io
import warnings

from PIL import Image, ImageOps

from governance.documents.foreign_files.limits import MAX_DOTS, MAX_SHOWN_DOTS, Unreadable

# The longer side of a picture that is shown, in dots; the quality at which photographs weigh some 60 KB.
LONGEST_SIDE, QUALITY = 960, 72

# Its size is judged here, before anything is decoded.
warnings.simplefilter("ignore", Image.DecompressionBombWarning)


def read(data: bytes) -> None:
    """Read a PNG or JPEG to its end. Raises Unreadable("fine") for one with too many dots."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height > MAX_DOTS:
                raise Unreadable("fine")
            if picture.format == "PNG":
                picture.verify()
            else:
                # A JPEG has no checksums: only reading it shows whether it is cut off.
                picture.draft("RGB", (width // 8, height // 8))
                picture.load()
    except Image.DecompressionBombError as error:
        raise Unreadable("fine") from error


def scaled(data: bytes) -> bytes:
    """A photograph as it is shown: upright, small, a JPEG on white, without what the camera wrote beside it.

    Raises Unreadable("fine") for one with too many dots.
    """
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read small at once
        if picture.width * picture.height > MAX_SHOWN_DOTS:
            raise Unreadable("fine")
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        coloured = ImageOps.exif_transpose(picture).convert("RGBA")
    shown = Image.new("RGB", coloured.size, "white")
    shown.paste(coloured, mask=coloured)
    result = io.BytesIO()
    shown.save(result, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return result.getvalue()
