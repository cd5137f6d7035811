# SPDX-License-Identifier: Apache-2.0
"""`dealspine recording`, as a recorder's script uses it."""
import os
import subprocess

import pytest

from people import events
from quality import agents_customer, answered, append, begin, digest, user_id, wav
from support.stack import BIN, wait_until


@pytest.fixture(scope="module")
def agent(stack):
    """(login, customer id) of a telesales agent."""
    return agents_customer(stack)


@pytest.fixture
def call(stack, agent):
    return answered(stack, agent[1], agent[0])["callId"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "call.wav"
    path.write_bytes(wav(70))
    return path


def test_QA_01_a_file_goes_in_and_comes_back(stack, agent, call, file, tmp_path):
    put = stack.cli("recording", "put", call, str(file), "--as", agent[0])
    size, sha256 = file.stat().st_size, digest(file.read_bytes())
    assert put.returncode == 0 and put.stdout == f"stored: {size} bytes, SHA-256 {sha256}\n", put.stderr
    back = tmp_path / "back.wav"
    got = stack.cli("recording", "get", call, str(back), "--as", "manager", "--purpose", "training")
    assert got.returncode == 0 and sha256 in got.stdout, got.stderr
    assert back.read_bytes() == file.read_bytes()
    assert [(one["actorId"], one["purpose"]) for one in events(stack, "recording.accessed", callId=call)] == [
        (user_id(stack, "manager"), "training")]
    again = stack.cli("recording", "get", call, str(back))
    assert again.returncode == 1 and "there already" in again.stderr
    twice = stack.cli("recording", "put", call, str(file))
    assert twice.returncode == 0 and twice.stdout == f"stored already: {size} bytes, SHA-256 {sha256}\n"
    assert len(events(stack, "recording.stored", callId=call)) == 1
    other = tmp_path / "other.wav"
    other.write_bytes(wav(1, 300))
    refused = stack.cli("recording", "put", call, str(other))
    assert refused.returncode == 1 and "STORED" in refused.stderr


def test_QA_08_a_file_that_does_not_come_whole_is_not_left_there(stack, call, file, tmp_path):
    assert stack.cli("recording", "put", call, str(file)).returncode == 0
    stack.psql("qa", "UPDATE recording_part SET sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1)"
               " WHERE call_id = %s AND part = 2", (call,))
    got = stack.cli("recording", "get", call, str(tmp_path / "out.wav"))
    assert got.returncode == 1 and "data_loss" in got.stderr and not (tmp_path / "out.wav").exists()


def test_QA_01_an_upload_that_broke_off_goes_on(stack, call, file):
    data = file.read_bytes()
    begin(stack, call, data)
    append(stack, call, data[:300_001], 0)
    assert stack.cli("recording", "put", call, str(file)).returncode == 0
    assert stack.psql("qa", "SELECT part, size FROM recording_part WHERE call_id = %s ORDER BY part", (call,))[0] == (1, 300_001)
    assert stack.psql("qa", "SELECT state, parts FROM recording WHERE call_id = %s", (call,)) == [("STORED", 3)]


def test_QA_01_an_upload_survives_the_death_of_the_service(stack, call, tmp_path):
    path = tmp_path / "long.wav"
    path.write_bytes(wav(70) * 8)
    put = subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", stack.dir, "recording", "put", call, str(path)],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wait_until(lambda: stack.psql("qa", "SELECT parts > 3 FROM recording WHERE call_id = %s", (call,)) == [(True,)], 30, "parts")
    stack.kill("qa")
    told = put.communicate(timeout=120)[0]
    stack.wait_ready()
    assert put.returncode == 0, told
    assert stack.call("qa.GetRecording", {"callId": call}, "quality")["recording"]["sha256"] == digest(path.read_bytes())
    back = tmp_path / "back.wav"
    assert stack.cli("recording", "get", call, str(back)).returncode == 0
    assert back.read_bytes() == path.read_bytes()


def test_QA_01_of_another_file_it_begins_anew(stack, call, file, tmp_path):
    other = wav(1, 300)
    begin(stack, call, other)
    append(stack, call, other[:1000], 0)
    assert stack.cli("recording", "put", call, str(file)).returncode == 0
    back = tmp_path / "back.wav"
    assert stack.cli("recording", "get", call, str(back)).returncode == 0
    assert back.read_bytes() == file.read_bytes()


def test_QA_01_the_command_says_what_is_wrong(stack, call, file, tmp_path):
    absent = stack.cli("recording", "put", call, str(tmp_path / "none.wav"))
    assert absent.returncode == 1 and "can't be opened" in absent.stderr
    empty = stack.cli("recording", "get", call, str(tmp_path / "out.wav"))
    assert empty.returncode == 1 and "nothing to hear" in empty.stderr and not os.path.exists(tmp_path / "out.wav")
    for wrong in (("recording",), ("recording", "play", call, str(file)), ("recording", "put", call)):
        assert stack.cli(*wrong).returncode == 2
