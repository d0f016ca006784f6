"""What `import routesim` promises."""

from __future__ import annotations

import inspect
import pkgutil

import pytest

import routesim


def test_the_public_names_are_sorted_and_few() -> None:
    assert list(routesim.__all__) == sorted(routesim.__all__)
    assert len(routesim.__all__) <= 26


def test_every_public_name_is_there_and_documented() -> None:
    for name in routesim.__all__:
        value = getattr(routesim, name)
        assert inspect.getdoc(value), name
        assert value.__module__.startswith("routesim"), name


def test_nothing_else_is_shown() -> None:
    assert [name for name in dir(routesim) if not name.startswith("_")] == list(routesim.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        _ = routesim.guess


def test_no_public_name_is_a_modules_name() -> None:
    modules = {module.name for module in pkgutil.iter_modules(routesim.__path__)}
    assert modules.isdisjoint(routesim.__all__)


def test_every_public_function_says_what_it_takes_and_returns() -> None:
    for name in routesim.__all__:
        value = getattr(routesim, name)
        if inspect.isfunction(value):
            signature = inspect.signature(value)
            assert signature.return_annotation is not inspect.Signature.empty, name
            for parameter in signature.parameters.values():
                assert parameter.annotation is not inspect.Parameter.empty, (name, parameter.name)
