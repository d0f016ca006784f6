"""Questions to explore, checked before they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from routesim.errors import UnusableInput
from routesim.files.validation import validate_data
from routesim.model.question import Question, question_problems
from routesim.model.system import PhoneSystem


def check_question(question: Mapping[str, Any], system: PhoneSystem) -> Question:
    """Make sure that *question*, a mapping of that shape, can be asked of *system*.

    Raises UnusableInput with all that is wrong.
    """
    found = validate_data(Question, dict(question))
    problems = found.and_problems(partial(question_problems, system))
    if found.page is None or problems:
        raise UnusableInput(problems)
    return found.page
