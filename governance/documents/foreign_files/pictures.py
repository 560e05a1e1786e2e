"""Pictures: whether one opens to its end. A small file may decompress to gigabytes, so it is never decoded in full."""

import io
import warnings

from PIL import Image

from governance.documents.foreign_files.limits import MAX_DOTS, Unreadable

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
