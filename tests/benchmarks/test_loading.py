"""What loading a configuration costs (reading, validation, references), and compiling it, beside PyYAML's C parser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaml.cyaml import CParser

from routesim.files import load, loads
from routesim.graph.routing_graph import RoutingGraph
from tests.benchmarks.ratio import beside

HEAD = "settings: {name: Large, timezone: Europe/Brussels, country: BE}\nusers:\n"
USER = """\
  - extension: "{extension}"
    name: User {place}
    email: user{place}@acme.example
    voicemail: yes
    ring_time: 20
    forwarding:
      no_answer:
        destinations:
          - {{to: "{colleague}", ring: [0, 15]}}
          - {{to: "+324{mobile:08}", ring: [10, 30]}}
        voicemail: yes
"""
MEMORY = """
import sys
from pathlib import Path
from routesim.files import load
from routesim.graph.routing_graph import RoutingGraph
graph = RoutingGraph(load(sys.argv[1]))
most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]  # what `resource` tells is the parent's
print(int(most) / 1024)
"""
START = """
import sys, time
import pydantic
class Bare(pydantic.BaseModel):
    number: int = 1
Bare.model_validate({})
began = time.process_time()
import routesim.model.system, routesim.model.calls
page = {"timezone": "Europe/Brussels", "country": "BE"}
routesim.model.system.PhoneSystem.model_validate({"settings": page})
routesim.model.calls.Calls.model_validate({"start": "2026-11-23"})
print(time.process_time() - began)
"""


def company(size: int) -> str:
    """*size* people who each forward to a colleague and to a mobile of their own."""
    return HEAD + "".join(
        USER.format(
            place=place, extension=100_000 + place, colleague=100_000 + (place + 1) % size, mobile=70_000_000 + place
        )
        for place in range(size)
    )


def printed(program: str, *arguments: str) -> float:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return float(done.stdout)


def parse(text: str) -> None:
    """Let PyYAML's C parser make an event of every key and every value, and throw it away."""
    parser = CParser(text)
    while not isinstance(parser.get_event(), yaml.StreamEndEvent):
        pass


def test_loading_10_000_users(benchmark: Any) -> None:
    text = company(10_000)
    beside(benchmark, lambda: loads(text), lambda: yaml.load(text, yaml.CSafeLoader), per=10_000, rounds=3)


def test_loading_and_compiling_10_000_users(benchmark: Any, tmp_path: Path) -> None:
    file = tmp_path / "pbx.yaml"
    text = company(10_000)
    file.write_text(text)
    benchmark.extra_info["MiB of YAML"] = round(len(text) / (1 << 20), 1)
    benchmark.extra_info["MiB of memory, Python's own included"] = round(printed(MEMORY, str(file)))
    beside(benchmark, lambda: RoutingGraph(load(file)), lambda: parse(text), per=10_000, rounds=7)


def test_loading_and_compiling_100_000_users_beside_10_000(benchmark: Any, tmp_path: Path) -> None:
    large, small = tmp_path / "large.yaml", tmp_path / "small.yaml"
    large.write_text(company(100_000))
    small.write_text(company(10_000))
    benchmark.extra_info["MiB of memory, Python's own included"] = round(printed(MEMORY, str(large)))
    beside(benchmark, lambda: RoutingGraph(load(large)), lambda: RoutingGraph(load(small)), per=100_000, rounds=1)


def test_loading_a_file_full_of_problems(benchmark: Any) -> None:
    right, wrong = company(10_000), company(10_000).replace("ring: [10, 30]", "rnig: [10, 30]")

    def refuse() -> None:
        with pytest.raises(Exception, match="did you mean `ring`"):
            loads(wrong)

    beside(benchmark, refuse, lambda: loads(right), per=10_000, rounds=3)


def test_building_the_pages(benchmark: Any) -> None:
    imports = min(printed("import time; import pydantic\nprint(time.process_time())") for _ in range(5))
    ours = min(printed(START) for _ in range(5))
    benchmark.extra_info["ms"] = round(ours * 1e3, 1)
    benchmark.extra_info["times the import of pydantic"] = round(ours / imports, 2)
    benchmark.pedantic(lambda: printed(START), rounds=1)
