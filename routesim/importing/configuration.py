"""Lists as a configuration: YAML with comments, which an admin goes on with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.importing.destinations import Destination
from routesim.importing.numbers import ListedNumber
from routesim.importing.site import Site
from routesim.importing.users import ListedUser
from routesim.importing.yaml_text import comment, quoted
from routesim.model.user import SipIdentifiers


def configuration(
    site: Site, names: Sequence[str], users: Sequence[ListedUser], numbers: Sequence[ListedNumber]
) -> str:
    """Write a configuration of *users* and *numbers*, which come from the files called *names*."""
    lines = [*_head(site, names), *_users(users), *_numbers(numbers)]
    return "\n".join(lines) + "\n"


def _head(site: Site, names: Sequence[str]) -> Iterator[str]:
    yield f"# Imported from {' and '.join(names)}."
    yield "# What such lists do not hold is still to be written: forwardings, queues, dial plans, conferences, groups."
    yield "# What does not fit is told by `routesim check`; the keys that there are, by `routesim schema pbx`."
    yield "settings:"
    yield f"  name: {quoted(site.name)}"
    yield f"  timezone: {site.timezone}"
    yield f"  country: {site.country}"
    yield f"  language: {site.language}"


def _users(users: Sequence[ListedUser]) -> Iterator[str]:
    if users:
        yield ""
        yield "users:"
    for user in users:
        yield f"  - extension: {quoted(user.extension)}"
        yield f"    name: {quoted(user.name)}"
        for key, value in user.values.items():
            text = ("yes" if value else "no") if isinstance(value, bool) else quoted(value)
            yield f"    {key}: {text}{comment(user.typed.get(key, ''))}"
        if user.sip is not None:
            yield f"    sip: {{{', '.join(_sip(user.sip))}}}"


def _numbers(numbers: Sequence[ListedNumber]) -> Iterator[str]:
    if numbers:
        yield ""
        yield "incoming_numbers:"
    for entry in numbers:
        yield f"  - number: {quoted(entry.number)}{comment(entry.typed)}"
        yield f"    destination: {_destination(entry.destination)}{comment(entry.leads_typed)}"
        if entry.sms_email:
            yield f"    sms_email: {quoted(entry.sms_email)}"


def _sip(page: SipIdentifiers) -> Iterator[str]:
    """What is listed of the page, the password included: a configuration is where it belongs."""
    given = {"domain": page.domain, "password": page.password.get_secret_value(), "proxy": page.proxy}
    return (f"{key}: {quoted(value)}" for key, value in given.items() if value)


def _destination(destination: Destination) -> str:
    kind, target = destination
    return f"{{type: {kind}, {kind}: {quoted(target)}}}" if target else f"{{type: {kind}}}"
