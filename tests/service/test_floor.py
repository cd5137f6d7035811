# SPDX-License-Identifier: Apache-2.0
"""Agents who work side by side; tests/bench/floor does it with fifty for ten minutes."""
from books import calls_of, counts, team, together
from shift import Worker, compare, work_shift


def test_LEA_05_CUS_34_INS_04_a_floor_of_ten_agents_is_counted_to_the_second(stack):
    path = team(stack)
    workers = [Worker(stack, path) for _ in range(10)]
    work_shift(workers, 5, 2)
    assert not compare(stack, path, workers)
    total = counts(calls_of(stack, teamPath=path)["total"])
    assert total == together(workers) and total["dials"] >= 10 and total["talkS"] > 0
