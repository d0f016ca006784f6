"""What must never be shown: passwords, wherever they stand and however their key is spelt.

A value is secret if a key on the way to it looks like a password's, or if it stands under `sip` or `permissions` and
its key is not one that is known to be harmless.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from routesim.model.user import RIGHTS

PAGES = frozenset({"sip", "permissions"})
"""The pages that hold passwords."""
HARMLESS = frozenset({"domain", "proxy", "username", "grants", *RIGHTS})
"""The keys of those pages whose values may be shown."""
_WORDS = ("pass", "pwd", "pswd", "pword", "secret", "kennwort", "wachtwoord", "contrase", "clave")
_ALIKE = 0.72


@lru_cache(maxsize=1 << 12)
def names_a_secret(key: str) -> bool:
    """Tell whether *key* looks like a password's, mistyped or not."""
    letters = "".join(filter(str.isalpha, key[:60].lower()))
    if any(word in letters for word in _WORDS):
        return True
    if not 5 <= len(letters) <= 12 or len(set(letters) & set("password")) < 4:
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, letters, "password").ratio() >= _ALIKE


def is_secret(keys: Sequence[str]) -> bool:
    """Tell whether the value that *keys* lead to, from the top, is secret."""
    if not keys:
        return False
    return any(map(names_a_secret, keys)) or (not PAGES.isdisjoint(keys) and keys[-1] not in HARMLESS)


def is_secret_key(keys: Sequence[str], is_empty: bool) -> bool:
    """Tell whether the last of *keys* may be a secret itself, as in `password hunter2`, the colon forgotten.

    *is_empty*: nothing follows it.
    """
    if not is_secret(keys):
        return False
    key = keys[-1].strip()
    is_odd = any(not (c.isalpha() or c in "_-") for c in key) or (is_empty and key not in ("password", *PAGES))
    return is_odd or any(map(names_a_secret, keys[:-1]))
