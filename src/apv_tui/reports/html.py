"""A document as one HTML file: no script, nothing from outside, made to be printed on A4 from any browser."""

import base64
import html
from collections.abc import Iterable
from typing import Final

from apv_tui.core.text import safe
from apv_tui.reports.document import (
    Bars,
    Block,
    Bullets,
    Card,
    Cards,
    Document,
    Facts,
    Heading,
    Keep,
    Numbered,
    Page,
    Para,
    Picture,
    Room,
    Signatures,
    Table,
)

# Ink and paper only: nothing is told by colour, and rules are drawn as borders, which browsers print where
# they leave backgrounds out.
_STYLE: Final = """\
@page { size: A4; margin: 14mm 15mm; }
* { box-sizing: border-box; }
html { color: #000; background: #fff; }
body { font: 11pt/1.45 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; max-width: 190mm;
  margin: 8mm auto; padding: 0 5mm; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, blockquote { margin: 0 0 2.2mm; }
h1, h2, h3, h4, .strong, .said { break-after: avoid; page-break-after: avoid; }
h1, h2, h3, h4 { overflow-wrap: break-word; line-height: 1.25; }
.title { font-size: 20pt; }
.level1 { font-size: 15pt; }
.title ~ .level1 { margin-top: 5mm; }
.level2 { font-size: 12pt; margin-top: 5mm; border-top: 0.4mm solid #000; padding-top: 1.5mm; }
.level3 { font-size: 11pt; margin-top: 4mm; }
.name { font-size: 12pt; margin-bottom: 1mm; }
.under, .note { font-size: 10pt; }
.strong { font-weight: 700; }
.blanks { font-size: 15pt; line-height: 2.2; word-spacing: 3mm; }
.said { margin-left: 0; padding-left: 4mm; border-left: 1mm solid #000; }
ul, ol { padding-left: 7mm; }
li { margin-bottom: 0.8mm; }
ul.boxes { list-style: none; padding-left: 0; }
ul.boxes > li { padding-left: 7mm; text-indent: -7mm; }
ul.boxes > li::before { content: "\\2610"; display: inline-block; width: 7mm; text-indent: 0; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; line-height: 1.3; margin: 2mm 0 4mm; }
th { text-align: left; border-bottom: 0.5mm solid #000; }
th, td { padding: 0.8mm 1.4mm; vertical-align: top; overflow-wrap: break-word; }
td { border-top: 0.2mm solid #777; }
tr.part > td { border-top: 0.5mm solid #000; }
.many { table-layout: fixed; hyphens: auto; }
.short { white-space: nowrap; }
.many .short { width: 12mm; }
.many .over { width: 25mm; }
.many .main { width: 36mm; }
td.main { font-weight: 700; }
thead { display: table-header-group; }
tr, .keep, .cards, .line, li { break-inside: avoid; page-break-inside: avoid; }
.room { margin-bottom: 5mm; }
.room > div { border-bottom: 0.25mm solid #555; height: 9mm; }
.line { display: flex; align-items: flex-end; min-height: 10.5mm; border-bottom: 0.25mm solid #555; }
.line > b { flex: 0 0 14mm; font-size: 15pt; line-height: 1.2; }
.line > span { flex: 1; }
.cards { display: flex; border: 0.3mm dashed #000; border-width: 0 0 0.3mm 0.3mm; }
:not(.cards) + .cards { border-top-width: 0.3mm; }
.card { flex: 1 1 0; min-width: 0; border-right: 0.3mm dashed #000; padding: 4mm 5mm; }
.card .room > div { height: 10mm; }
.card > .under { margin-bottom: 2mm; }
.logo { margin: 0 0 6mm; }
img { display: block; max-width: 70mm; max-height: 25mm; }
.facts th { width: 45mm; border: 0; }
.facts td { border: 0; }
.bars td { border: 0; vertical-align: middle; }
.bars .label { width: 45%; }
.bars .count { width: 24mm; white-space: nowrap; }
.bar { height: 4.4mm; border: 0.3mm solid #000; }
.marked .bar { height: 0; border-width: 4.4mm 0 0; }
.marked .label { font-weight: 700; }
.signatures { display: flex; gap: 8mm; padding-top: 14mm; break-inside: avoid; page-break-inside: avoid; }
.signatures > div { flex: 3; border-top: 0.25mm solid #000; padding-top: 1mm; }
.signatures > .day { flex: 1; }
.big > .level1 { font-size: 26pt; }
.big p, .big li, .big td { font-size: 13pt; }
.page + .page { margin-top: 12mm; padding-top: 8mm; border-top: 1mm solid #000; }
@media print {
  body { margin: 0; padding: 0; max-width: none; }
  .page + .page { break-before: page; page-break-before: always; margin: 0; padding: 0; border: 0; }
}
"""
_MARK: Final = "✓"
_MARKED: Final = ' class="marked"'
_MARKS: Final = {"dots": ("ul", ""), "numbers": ("ol", ""), "boxes": ("ul", ' class="boxes"')}


def text(words: str) -> str:
    """Make any words harmless in HTML, in an element and in a quoted attribute; their line breaks stay."""
    return html.escape(safe(words), quote=True).replace("\n", "<br>")


def render(document: Document) -> str:
    """Give a document as a whole HTML file."""
    title = text(document.title.replace("\n", " "))
    under = f'<p class="under" dir="auto">{text(document.under)}</p>\n' if document.under else ""
    head = f'<h1 class="title" dir="auto">{title}</h1>\n{under}' if document.titled else ""
    if document.logo is not None:
        head = f'<div class="logo">{_picture(document.logo)}</div>\n{head}'
    top = 2 if document.titled else 1
    body = "".join(_page(page, top, "" if at else head) for at, page in enumerate(document.pages))
    pictures = "; img-src data:" if "<img " in head + body else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{text(document.language)}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        # Whatever stands in it, the file loads nothing and runs nothing; a picture is in the file itself.
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; style-src 'unsafe-inline'{pictures}\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="format-detection" content="telephone=no">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _page(page: Page, top: int, head: str = "") -> str:
    kind = "page big" if page.big else "page"
    return f'<section class="{kind}">\n{head}{_blocks(page.blocks, top)}</section>\n'


def _blocks(blocks: Iterable[Block], top: int) -> str:
    """Give blocks one after the other; `top` is the HTML heading that a heading of level 1 is."""
    return "".join(_block(block, top) for block in blocks)


def _block(block: Block, top: int) -> str:
    match block:
        case Facts() | Bars() | Signatures() | Picture():
            return _shown(block)
        case Heading(level, words):
            tag = f"h{level + top - 1}"
            return f'<{tag} class="level{level}" dir="auto">{text(words)}</{tag}>\n'
        case Para(words, role):
            tag = "blockquote" if role == "said" else "p"
            return f'<{tag} class="{role}" dir="auto">{text(words)}</{tag}>\n'
        case Bullets():
            return _list(block)
        case Table():
            return _table(block)
        case Room(lines):
            return f'<div class="room">{"<div></div>" * lines}</div>\n'
        case Numbered():
            return _numbered(block)
        case Cards():
            return _cards(block, top)
        case Keep(blocks):
            return f'<div class="keep">\n{_blocks(blocks, top)}</div>\n'
        case Page():
            return _page(block, top)


def _shown(block: Facts | Bars | Signatures | Picture) -> str:
    """Give what is looked at rather than read through."""
    match block:
        case Facts(rows):
            facts = "".join(
                f'<tr><th scope="row">{text(name)}</th><td dir="auto">{text(fact)}</td></tr>\n'
                for name, fact in rows
            )
            return f'<table class="facts"><tbody>\n{facts}</tbody></table>\n'
        case Bars():
            return _bars(block)
        case Signatures(lines, date):
            day = f'<div class="day">{text(date)}</div>'
            return "".join(
                f'<div class="signatures">{day}<div dir="auto">{text(line)}</div></div>\n' for line in lines
            )
        case Picture():
            return _picture(block) + "\n"


def _bars(block: Bars) -> str:
    """Give a chart of borders: browsers print those where they leave backgrounds out."""
    longest = max((bar.value for bar in block.rows), default=0)
    rows = []
    for bar in block.rows:
        wide = 100 * bar.value / longest if longest else 0
        mark = f"{_MARK} " if bar.marked else ""
        drawn = f'<div class="bar" style="width: {wide:.1f}%"></div>' if bar.value else ""
        rows.append(
            f'<tr{_MARKED if bar.marked else ""}><td class="label" dir="auto">{mark}{text(bar.label)}</td>'
            f'<td aria-hidden="true">{drawn}</td><td class="count">{text(bar.said)}</td></tr>\n'
        )
    legend = f'<p class="note">{_MARK} {text(block.mark)}</p>\n' if block.mark else ""
    return f'<table class="bars"><tbody>\n{"".join(rows)}</tbody></table>\n{legend}'


def _picture(block: Picture) -> str:
    data = base64.b64encode(block.data).decode("ascii")
    return f'<img src="data:image/{block.kind};base64,{data}" alt="{text(block.words).replace("<br>", " ")}">'


def _list(block: Bullets) -> str:
    tag, kind = _MARKS[block.marks]
    if block.first != 1:
        kind = f' start="{block.first}"'
    rows = []
    for words, below in block.items:
        more = "".join(f'<li dir="auto">{text(each)}</li>' for each in below)
        inner = f"\n<ul>{more}</ul>" if more else ""
        rows.append(f'<li dir="auto">{text(words)}{inner}</li>\n')
    return f"<{tag}{kind}>\n{''.join(rows)}</{tag}>\n"


def _table(block: Table) -> str:
    heads = "".join(
        f'<th scope="col" class="{column.kind}">{text(column.head)}</th>' for column in block.columns
    )
    rows = []
    for at, row in enumerate(block.rows):
        cells = "".join(
            f'<td class="{column.kind}" dir="auto">{text(words)}</td>'
            for column, words in zip(block.columns, row, strict=True)
        )
        part = ' class="part"' if at in block.divided and at else ""
        rows.append(f"<tr{part}>{cells}</tr>\n")
    many = ' class="many"' if len(block.columns) > 3 else ""
    return f"<table{many}>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n"


def _numbered(block: Numbered) -> str:
    known = dict(block.words)
    return "".join(
        f'<div class="line"><b>{number}</b><span dir="auto">{text(known.get(number, ""))}</span></div>\n'
        for number in range(1, block.lines + 1)
    )


def _cards(block: Cards, top: int) -> str:
    cards = [card for card in block.cards for _ in range(card.copies)]
    rows = []
    for at in range(0, len(cards), block.across):
        row = cards[at : at + block.across]
        empty = '<div class="card none"></div>\n' * (block.across - len(row))
        rows.append(f'<div class="cards">\n{"".join(_card(card, top) for card in row)}{empty}</div>\n')
    return "".join(rows)


def _card(card: Card, top: int) -> str:
    under = f'<p class="under" dir="auto">{text(card.under)}</p>\n' if card.under else ""
    tag = f"h{top + 2}"
    name = f'<{tag} class="name" dir="auto">{text(card.title)}</{tag}>\n'
    return f'<div class="card">\n{name}{under}{_blocks(card.blocks, top)}</div>\n'
