"""A report as one page of HTML: all it needs is in it, no script, nothing is asked of anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from routesim.result.markup import safe

Tone = Literal["good", "warn", "bad", "plain"]


class Part(NamedTuple):
    """A part of a report: what it comes to, in a sentence, whether that is good, and the fragments of HTML below."""

    title: str
    verdict: str
    tone: Tone
    fragments: Sequence[str]


def page_html(title: str, subtitle: str, parts: Sequence[Part]) -> str:
    """The page: a heading, the verdicts of all *parts*, then each of them."""
    safety = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    verdicts = "".join(
        f'<li class="{part.tone}"><a href="#{place}">{safe(part.title)}</a> {safe(part.verdict)}</li>'
        for place, part in enumerate(parts, 1)
    )
    sections = "".join(_section(place, part) for place, part in enumerate(parts, 1))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{safe(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{safety}"><style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{safe(title)}</h1><p>{safe(subtitle)}</p><ul>{verdicts}</ul>\n{sections}</main></body></html>\n"
    )


def _section(place: int, part: Part) -> str:
    fragments = "".join(f"<div>{fragment}</div>\n" for fragment in part.fragments)
    verdict = f'<p class="{part.tone}">{safe(part.verdict)}</p>' if part.verdict else ""
    return f'<section id="{place}"><h2>{safe(part.title)}</h2>{verdict}\n{fragments}</section>\n'


_STYLE = """
:root{color-scheme:light dark}
body{margin:0;font:15px/1.55 system-ui,sans-serif;color:#1b1f24;background:#fff}
main{max-width:62em;margin:0 auto;padding:2.5em 1.5em 5em}
h1{font-size:1.9em;line-height:1.2;margin:0}
h1+p{margin:.3em 0 1.6em;color:#59636e}
h2{font-size:1.3em;margin:0 0 .2em}
section{border-top:1px solid #d1d9e0;margin-top:2.4em;padding-top:1.6em}
section>div{margin:1.2em 0;overflow-x:auto}
ul{list-style:none;margin:0;padding:0}
li{padding:.15em 0 .15em 1.4em;position:relative}
li::before{position:absolute;left:0;content:"·"}
.good::before{content:"✓";color:#1f8a52}
.warn::before{content:"!";color:#b06600;font-weight:700}
.bad::before{content:"✗";color:#d64545}
p.good::before,p.warn::before,p.bad::before{margin-right:.5em}
section>p{margin:0;color:#59636e}
a{color:inherit;font-weight:600}
img{background:#fff;border-radius:6px}
.chart img{min-width:36em}
summary{cursor:pointer}
@media(prefers-color-scheme:dark){
body{color:#e6e9ed;background:#14171a}
h1+p,section>p{color:#9aa4af}
section{border-color:#30363d}
}
@media print{main{max-width:none;padding:0}section>div{overflow:visible}tr,img{break-inside:avoid}}
"""
