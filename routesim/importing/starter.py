"""A first configuration: small, with comments, and ready to be checked and called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.importing.site import Site
from routesim.importing.yaml_text import quoted
from routesim.model.numbers import dialled_form, example_number

MOST_USERS = 5000
"""More than anybody wants to be given to fill in."""
_FEW = 599
"""So many users have three digits; 700, 800 and 900 are kept for what the comments suggest."""


def extensions(count: int) -> list[str]:
    """Extensions for *count* users: from 101 on, or from 1001 on where those would not do."""
    first = 101 if count <= _FEW else 1001
    return [str(first + place) for place in range(count)]


def starter(site: Site, users: int, numbers: Sequence[str], file: str = "pbx.yaml") -> str:
    """Write a configuration with so many *users* (5000 at most); *numbers* (E.164) lead to the first of them.

    *file* is what its comments call the file, as it may be shown.
    """
    people = extensions(users)
    own = list(numbers) or [example_number(site.country)]
    lines = [
        *_head(site, own[0], file),
        *_users(people),
        *_numbers(people, own, is_example=not numbers),
        *(_more(people, own[0]) if people else ()),
    ]
    return "\n".join(lines) + "\n"


def _head(site: Site, number: str, file: str) -> Iterator[str]:
    typed = dialled_form(number, site.country)
    commands = {
        f"routesim check {file}": "says what is wrong, and where",
        f"routesim call {file} {number}": "plays a call and tells what happens, second by second",
        f"routesim graph {file}": "shows what leads where",
        "routesim schema pbx": "lists every key that may stand here",
    }
    widest = max(map(len, commands))
    yield "# A phone system. What to do with it:"
    yield from (f"#   {command:<{widest}}  {does}" for command, does in commands.items())
    yield "# Quotes matter only around a text that begins with * or has a # or a colon in it."
    yield "settings:"
    yield f"  name: {quoted(site.name)}"
    yield f"  timezone: {site.timezone}  # whose clock opening hours follow"
    yield f"  country: {site.country}  # where numbers are dialled: {typed} is {number}"
    yield f"  language: {site.language}  # of the system's own messages: fr, en, es or de"


def _users(people: Sequence[str]) -> Iterator[str]:
    if not people:
        yield ""
        yield 'users: []  # such as: {extension: "101", name: Alice Martin}'
        return
    yield ""
    yield "users:"
    yield f"  - extension: {quoted(people[0])}  # 2 to 6 digits, each used once"
    yield f"    name: User {people[0]}"
    yield "    voicemail: yes  # has a mailbox"
    yield "    directory: default  # callers can dial the extension in a menu"
    yield "    multiple_calls: no  # yes: a second call rings during a first"
    yield "    ring_time: 20  # seconds on the user's own phone, before the forwarding below"
    yield "    forwarding:"
    yield "      no_answer:  # nobody takes the call in time, or the phone is offline"
    if len(people) > 1:
        yield "        destinations:"
        yield f"          - {{to: {quoted(people[1])}, ring: [0, 15]}}  # from second 0 to 15; several may ring at once"
    yield "        voicemail: yes  # the last resort: without it the call ends"
    yield "      busy:  # the user is in a call"
    yield "        voicemail: yes"
    plans = "{no_answer: {voicemail: yes}, busy: {voicemail: yes}}"
    for extension in people[1:]:
        yield f"  - {{extension: {quoted(extension)}, name: User {extension}, voicemail: yes, forwarding: {plans}}}"


def _numbers(people: Sequence[str], numbers: Sequence[str], is_example: bool) -> Iterator[str]:
    yield ""
    yield "incoming_numbers:  # the numbers that the world dials, and where each leads"
    target = f"{{type: extension, extension: {quoted(people[0])}}}" if people else "{type: not_configured}"
    for number in numbers:
        yield f"  - number: {quoted(number)}{'  # an example: write your own' if is_example else ''}"
        yield f"    destination: {target}"


MORE = "# More to begin with. Take away the `# ` before the lines that you want, and lead the number to the dial plan:"
"""The line below which everything is a comment."""


def _more(people: Sequence[str], number: str) -> Iterator[str]:
    """A queue, a dial plan with opening hours, a mailbox; all commented out."""
    wide = len(people[0])
    mailbox, queue, plan = (f"{digit}{'0' * (wide - 1)}" for digit in "879")
    agents = ", ".join(map(quoted, people[:3]))
    yield ""
    yield MORE
    yield f"#   destination: {{type: dial_plan, dial_plan: Reception}}  # of {number}"
    for line in (
        "voicemails:",
        f"  - {{name: Office, extension: {quoted(mailbox)}}}",
        "audio_messages:",
        '  - {name: Closed, text: "We are closed. Please leave a message after the tone."}',
        "queues:",
        f"  - {{name: Front desk, extension: {quoted(queue)}, max_wait: 60, static_agents: [{agents}]}}",
        "dial_plans:",
        "  - name: Reception",
        f"    extension: {quoted(plan)}",
        "    start: hours",
        "    elements:",
        '      hours: {type: time_condition, hours: "09:00-17:29", days: mon-fri, true: people, false: closed}',
        "      people: {type: queue, queue: Front desk, next: message}",
        "      closed: {type: play_file, message: Closed, next: message}",
        "      message: {type: voicemail, voicemail: Office}",
    ):
        yield f"# {line}"
