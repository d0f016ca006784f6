"""What the page may ask for: sizes, numbers of things, simulated time, and time on the clock."""

from __future__ import annotations

MOST_BYTES = 8 << 20
"""The largest request."""
MOST_TEXT = 3 << 20
"""The longest configuration that the page carries, in characters; 10,000 users have fewer."""
MOST_EDITS = 100
"""Changes to a configuration in one request."""
MOST_DESTINATIONS = 50
"""So many can be listed in a ring plan by the page."""
LONGEST_NUMBER = 60
"""The longest number that can be typed, in characters."""
MOST_CALLS = 50
MOST_EVENTS = 200
MOST_PEOPLE = 2_000
LATEST = 7 * 86_400.0
"""The latest that anything may happen in a play, in simulated seconds from its start: a week."""
LONGEST = 86_400.0
"""The longest that a call may wait and talk, in simulated seconds."""
MOST_PHONES = 60
"""So many people are shown with their sliders, those whom the call can reach first."""
MOST_NUMBERS = 500
"""So many numbers are offered to be called; any other can be typed."""
MOST_PLACES = 150
"""A larger graph is not drawn: nobody could read it."""
MOST_CHANGES = 40
"""So many changes between two configurations are told."""

PLAY_SECONDS = 10.0
"""So long a play may take on the clock."""
SEARCH_SECONDS = 20.0
"""So long a search for endings or differences may take on the clock."""
MOST_WAITING = 16
"""So many requests may wait for their turn."""
