"""Draw the picture of the architecture from its text: `python tools/picture.py docs/pictures/architecture.txt`.

The first line of the text is the title. A floor is a line `name: what it says`, its wings stand indented below it as
`name (stops): what lives there`. The last block is the list of stops. The SVG is written beside the text.
"""

import re
import sys
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from textwrap import wrap

WIDTH, MARGIN, LABEL = 1000, 24, 170
COLUMNS, GAP, HEIGHT = 4, 12, 84
BOX = (WIDTH - 2 * MARGIN - LABEL - COLUMNS * GAP) / COLUMNS
LINE = 16
BANDS = ("#e8f0fa", "#e9f5ec", "#fbf3e0", "#f3ecf8")
WING = re.compile(r"(?P<name>[^(:]+?)(?: \((?P<stops>[\d, ]+)\))?: (?P<text>.+)")


@dataclass
class Block:
    """A floor with its wings, or the list of stops."""

    name: str
    text: str
    items: list[tuple[str, str, str]] = field(default_factory=list)


def read(source: str) -> tuple[str, list[Block]]:
    """The title and the blocks of a text. Raises ValueError for a line of another shape."""
    title, *lines = [line for line in source.splitlines() if line.strip()]
    blocks: list[Block] = []
    for line in lines:
        if not line.startswith(" "):
            name, _colon, text = line.partition(": ")
            blocks.append(Block(name, text))
            continue
        wing = WING.fullmatch(line.strip())
        if wing is None:
            raise ValueError(f"Not `name: what lives there`: {line.strip()}")
        blocks[-1].items.append((wing["name"], wing["stops"] or "", wing["text"]))
    return title, blocks


def text(x: float, y: float, words: str, style: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}"{f" class={style!r}" if style else ""}>{escape(words)}</text>'


def disc(x: float, y: float, number: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="11"/>' + text(x, y + 4, number, "stop")


def draw_floor(block: Block, top: float, colour: str) -> tuple[list[str], float]:
    """The shapes of one floor, and its lower edge."""
    rows = -(-len(block.items) // COLUMNS)
    height = rows * (HEIGHT + GAP) + GAP
    shapes = [
        f'<rect x="{MARGIN}" y="{top:g}" width="{WIDTH - 2 * MARGIN}" height="{height:g}" rx="8" fill="{colour}"/>',
        text(MARGIN + 16, top + 34, block.name, "floor"),
        *(text(MARGIN + 16, top + 56 + LINE * n, line) for n, line in enumerate(wrap(block.text, 22))),
    ]
    for place, (name, stops, words) in enumerate(block.items):
        x = MARGIN + LABEL + (place % COLUMNS) * (BOX + GAP)
        y = top + GAP + (place // COLUMNS) * (HEIGHT + GAP)
        shapes.append(f'<rect x="{x:g}" y="{y:g}" width="{BOX:g}" height="{HEIGHT}" rx="5" class="wing"/>')
        shapes.append(text(x + 10, y + 22, name, "name"))
        shapes += [text(x + 10, y + 41 + LINE * n, line) for n, line in enumerate(wrap(words, 24))]
        numbers = [stop.strip() for stop in stops.split(",") if stop]
        shapes += [disc(x + BOX - 16 - 25 * n, y + 17, stop) for n, stop in enumerate(reversed(numbers))]
    return shapes, top + height


def draw(source: str) -> str:
    """The picture as SVG."""
    title, [*floors, way] = read(source)
    shapes = [text(MARGIN, 38, title, "title")]
    top: float = 60
    for floor, colour in zip(floors, BANDS, strict=True):
        if floor is not floors[0]:
            x = MARGIN + 28
            shapes.append(f'<path d="M{x} {top - 20:g}v14m-5 -6l5 6l5 -6" class="arrow"/>')
            shapes.append(text(x + 14, top - 8, "imports go down only"))
        drawn, bottom = draw_floor(floor, top, colour)
        shapes += drawn
        top = bottom + 24
    shapes.append(text(MARGIN, top + 14, way.name, "name"))
    for place, (number, _stops, words) in enumerate(way.items):
        y = top + 40 + 26 * place
        shapes += [disc(MARGIN + 11, y - 4, number), text(MARGIN + 32, y, words)]
    height = top + 40 + 26 * len(way.items)
    style = (
        "text{font:13px sans-serif;fill:#222}.title{font-size:20px;font-weight:bold}"
        ".floor{font-size:18px;font-weight:bold}.name{font-size:15px;font-weight:bold}"
        ".wing{fill:#fff;stroke:#8a8f98}circle{fill:#1f5fa8}.stop{fill:#fff;font-weight:bold;text-anchor:middle}"
        ".arrow{fill:none;stroke:#222;stroke-width:1.5}"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
            f'viewBox="0 0 {WIDTH} {height:g}" role="img" aria-label="{escape(title)}">',
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style>",
            f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>',
            *shapes,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.with_suffix(".svg").write_text(draw(path.read_text()))
