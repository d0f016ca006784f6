"""What stands between a draft and what is in force: review, confirmation, careful replacement, history."""

from routesim.applying.changes import Applied, Terms, apply_draft, roll_back
from routesim.applying.journal import read_history
from routesim.applying.places import Places
from routesim.applying.review import Review
from routesim.applying.versions import History, Version

__all__ = ["Applied", "History", "Places", "Review", "Terms", "Version", "apply_draft", "read_history", "roll_back"]
