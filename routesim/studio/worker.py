"""A process that answers questions, one a line, until its input ends: `python -m routesim.studio.worker`.

Whatever takes too long is ended by ending the process; nothing is lost with it, as nothing is kept.
"""

from __future__ import annotations

import gc
import json
import sys
from typing import BinaryIO


def serve(questions: BinaryIO, replies: BinaryIO) -> None:
    """Read `[question, asked]`, a line of JSON each, and write each answer as a line of JSON."""
    from routesim.studio.answers import answer

    for line in questions:
        question, asked = json.loads(line)
        replies.write(json.dumps(answer(question, asked), ensure_ascii=True, allow_nan=False).encode() + b"\n")
        replies.flush()


if __name__ == "__main__":
    gc.set_threshold(100_000, 50, 100)  # an answer makes much that is soon gone by itself
    serve(sys.stdin.buffer, sys.stdout.buffer)
