"""What was expected, against what came."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from routesim.model.calls import Expect
from routesim.result.expectation import judge
from routesim.result.records import CallRecord, Expectation, Outcome, Ring
from tests.result.records import ABANDONED, ANSWERED, BUSY, CARRIER_VOICEMAIL, MENU, MOBILE, call


def judged(record: CallRecord, **expect: Any) -> Expectation:
    return judge(record, Expect.model_validate(expect))


def failure(record: CallRecord, **expect: Any) -> str:
    """The only failure."""
    (sentence,) = judged(record, **expect).failures
    return sentence


def test_nothing_expected_is_met() -> None:
    assert judged(ANSWERED) == Expectation(True)


def test_everything_that_came_may_be_expected() -> None:
    met = judged(
        ANSWERED,
        outcome="answered",
        by="102",
        reason=None,
        answered_at="26",
        ended_at="86.0",
        waited="26",
        rang=["102", "101"],
        not_rang=["103"],
        path_includes=["user:101/no_answer", "user:102"],
    )
    assert met == Expectation(True)


def test_another_outcome_is_told_with_both() -> None:
    assert failure(ANSWERED, outcome="busy") == "expected the outcome busy, but it was answered"


def test_another_taker_is_told_by_name() -> None:
    expected = "expected Alice Martin (101) to take the call, but Bob Peeters (102) took it"
    assert failure(ANSWERED, by="101") == expected


def test_nobody_where_somebody_was_expected() -> None:
    assert failure(BUSY, by="101") == "expected Alice Martin (101) to take the call, but nobody took the call"


def test_somebody_where_nobody_was_expected() -> None:
    assert failure(ANSWERED, by=None) == "expected nobody to take the call, but Bob Peeters (102) took it"
    assert judged(BUSY, by=None).met


def test_numbers_may_be_typed_with_spaces() -> None:
    assert judged(CARRIER_VOICEMAIL, by="+32 470 00-01.01", rang=["+32 470 00 01 01", "1 02", "101"]).met


def test_a_mailbox_is_compared_by_its_name_as_it_stands() -> None:
    record = call(Outcome.VOICEMAIL, answered=0.0, ended=9.0, by="Front office")
    assert judged(record, by="Front office").met
    assert not judged(record, by="Frontoffice").met


def test_a_reason_is_told_with_what_it_means() -> None:
    expected = "expected the reason no_agent, but it was timeout (the longest wait in the queue was over)"
    assert failure(MENU, reason="no_agent") == expected
    assert failure(ANSWERED, reason="timeout") == "expected the reason timeout, but no reason was given"


def test_a_reason_given_as_null_must_be_null() -> None:
    assert judged(ANSWERED, reason=None).met
    expected = "expected no reason, but it was timeout (the longest wait in the queue was over)"
    assert failure(MENU, reason=None) == expected


def test_times_are_equal_to_the_microsecond() -> None:
    assert judged(ANSWERED, answered_at="26.0000001").met
    assert failure(ANSWERED, answered_at="26.000001") == (
        "expected the call to be answered at 26.000001 s, but it was at 26 s"
    )


def test_a_call_that_nobody_answered() -> None:
    assert failure(BUSY, answered_at="3") == "expected the call to be answered at 3 s, but it was not"
    assert judged(BUSY, answered_at=None).met
    assert failure(ANSWERED, answered_at=None) == "expected the call not to be answered, but it was at 26 s"


def test_another_end_and_another_wait() -> None:
    assert failure(ANSWERED, ended_at="80") == "expected the call to end at 80 s, but it ended at 86 s"
    assert failure(ANSWERED, waited="80") == "expected the caller to wait 80 s, but it was 26 s"


def test_only_phones_that_rang_count_as_rung() -> None:
    assert judged(CARRIER_VOICEMAIL, rang=["101", "102", MOBILE], not_rang=["103"]).met
    assert judged(BUSY, rang=[]).met


def test_a_phone_that_could_not_ring_is_told_with_the_cause() -> None:
    assert failure(BUSY, rang=["101", "102"]) == (
        "expected Alice Martin (101) and Bob Peeters (102) to ring, but nobody rang "
        "(Alice Martin (101) was busy and Bob Peeters (102) was offline)"
    )


def test_phones_that_rang_beside_the_expected_ones() -> None:
    expected = "expected Alice Martin (101) to ring, but Alice Martin (101) and Bob Peeters (102) rang"
    assert failure(ANSWERED, rang="101") == expected


@pytest.mark.parametrize("result", ["answered", "rejected", "cancelled"])
def test_a_ring_that_ended_as_it_began_was_a_ring(result: str) -> None:
    record = call(Outcome.BUSY, Ring("101", 0.0, 0.0, result, "3.4", "user:101"), ended=0.0)
    assert judged(record, rang=["101"]).met


def test_a_phone_that_went_offline_while_ringing_has_rung() -> None:
    record = call(Outcome.BUSY, Ring("101", 0.0, 2.0, "offline", "3.6", "user:101"), ended=2.0)
    assert judged(record, rang=["101"]).met


def test_a_phone_that_was_to_stay_silent() -> None:
    assert failure(ANSWERED, not_rang="102") == "expected Bob Peeters (102) not to ring, but it did"
    assert failure(ANSWERED, not_rang=["103", "102", "101"]) == (
        "expected Bob Peeters (102) and Alice Martin (101) not to ring, but they did"
    )


def test_a_node_that_is_not_on_the_path() -> None:
    assert failure(ABANDONED, path_includes="user:102") == (
        "expected the path to include user:102, but it was number:+3225880101 > user:101"
    )


def test_all_differences_are_told() -> None:
    assert len(judged(ANSWERED, outcome="busy", by="101", answered_at="1", rang=[]).failures) == 4


def test_any_object_with_some_of_the_attributes_will_do() -> None:
    assert judge(ANSWERED, SimpleNamespace(outcome=Outcome.ANSWERED, by="102")).met
