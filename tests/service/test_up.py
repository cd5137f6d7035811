# SPDX-License-Identifier: Apache-2.0
"""`dealspine up`, `status` and `down`: what they promise about processes, folders and the database."""
import os
import shutil
import signal
import stat
import subprocess
import tempfile

import psycopg2
import pytest

from support.stack import BIN, ENVIRONMENT, Stack, free_port, wait_until


def is_alive(pid):
    """Zombies count as dead: who reaps them is not our business."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def small():
    running = Stack(services="identity", demo=False)
    yield running
    running.stop()


def test_no_role_writes_outside_its_schema(small):
    for statement in ("CREATE TABLE public.x (a int)", "CREATE SCHEMA x", "CREATE TEMP TABLE x (a int)", "CREATE ROLE x"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            small.psql("identity", statement)


def test_postgres_keeps_promises_and_listens_on_no_port(small):
    settings = dict(small.psql("dealspine", "SELECT name, setting FROM pg_settings"))
    assert settings["fsync"] == "on" and settings["synchronous_commit"] == "on"
    assert settings["listen_addresses"] == ""
    assert settings["server_encoding"] == "UTF8"


def test_only_the_owner_may_look_into_the_folder(small):
    for name in ("keys", "log", "trust"):
        assert stat.S_IMODE(os.stat(os.path.join(small.dir, name)).st_mode) == 0o700
    for name in ("", "run", "pg"):
        # Where Postgres has to run as another user, that one walks through these, without seeing what is there.
        assert stat.S_IMODE(os.stat(os.path.join(small.dir, name)).st_mode) in (0o700, 0o711)
    for name in ("access.json", "keys/identity.key", "keys/bootstrap.key", "keys/pg.identity.password", "log/identity.log"):
        assert stat.S_IMODE(os.stat(os.path.join(small.dir, name)).st_mode) == 0o600


def test_a_second_up_says_where_the_first_one_runs(small):
    again = small.cli("up")
    assert again.returncode == 0
    assert "already running" in again.stdout and small.url in again.stdout


@pytest.mark.parametrize("word", ["identity", "postgres"])
def test_who_dies_is_started_again_and_status_says_why(small, word):
    before = small.program(word)["restarts"]
    pid = small.kill(word, signal.SIGKILL)
    wait_until(lambda: small.program(word)["restarts"] > before and small.program(word)["pid"] not in (0, pid), 20)
    small.wait_ready(30)
    table = small.cli("status")
    assert table.returncode == 0, table.stdout
    line = next(line for line in table.stdout.splitlines() if line.startswith(word))
    assert "killed by signal 9" in line and " ready " in line


def test_status_names_who_is_not_ready(small):
    pid = small.kill("identity", signal.SIGSTOP)
    try:
        wait_until(lambda: not small.program("identity")["ready"], 20, "a stopped service counting as not ready")
        table = small.cli("status")
        assert table.returncode == 1 and "not ready" in table.stdout
    finally:
        os.kill(pid, signal.SIGCONT)
    small.wait_ready(20)


def test_the_three_commands_that_up_prints_work(stack):
    def printed():
        text = "".join(stack.output).partition("Try these:\n")[2]
        return [line for line in text.splitlines()[:3] if line.startswith("  ")]
    commands = wait_until(lambda: len(printed()) == 3 and printed(), 10, "three commands to try")
    said = []
    for command in commands:
        ended = subprocess.run(command, shell=True, text=True, capture_output=True, timeout=120, env=stack.environment)
        assert ended.returncode == 0, (command, ended.stderr)
        said.append(ended.stdout)
    assert "leads" in said[0] and '"lead"' in said[1] and "lead.captured" in said[2]


def test_a_warm_start_makes_nothing_anew(stack, record_property):
    """The session's stack began as a copy; how long it took is told, not judged: that is a matter of the machine."""
    record_property("warm_start_s", round(stack.took_s, 1))
    print(f"from `dealspine up` to ready: {stack.took_s:.1f} s")
    text = "".join(stack.output)
    assert "Dealspine is ready" in text and "making a new cluster" not in text and "first run:" not in text


def test_down_stops_what_up_started_and_records_stay():
    stack = Stack(services="identity", demo=False)
    pids = [program["pid"] for program in stack.status()["programs"]] + [stack.process.pid]
    stack.psql("identity", "CREATE TABLE kept (a int)")
    other = subprocess.Popen(["sleep", "100"])
    try:
        down = stack.cli("down")
        assert down.returncode == 0 and "Stopped" in down.stdout
        assert stack.process.wait(10) == 0
        assert not any(is_alive(pid) for pid in pids[:-1])
        assert is_alive(other.pid)
        assert stack.cli("status").returncode == 1
        assert "Nothing runs" in stack.cli("down").stdout
        stack.start()
        assert stack.psql("identity", "SELECT count(*) FROM kept") == [(0,)]
    finally:
        other.kill()
        other.wait()
        stack.stop()


def test_nothing_outlives_a_killed_supervisor_and_up_goes_on():
    stack = Stack(services="identity", demo=False)
    pids = [program["pid"] for program in stack.status()["programs"]]
    stack.process.kill()
    stack.process.wait()
    wait_until(lambda: not any(is_alive(pid) for pid in pids), 20, "the end of all programs")
    stack.start()
    stack.wait_ready()
    stack.stop()


@pytest.mark.parametrize("name", ["a b'c d", "deep/" + "x" * 40 + "/" + "y" * 60, "comma,comma"])
def test_folders_of_any_name_work(name):
    home = tempfile.mkdtemp(prefix="dealspine-test-")
    stack = Stack(services="identity", demo=False, folder=os.path.join(home, name))
    run_dir = stack.status()["runDir"]
    assert stack.psql("identity", "SELECT 1") == [(1,)]
    stack.stop()
    if not run_dir.startswith(stack.dir):
        assert not os.path.exists(run_dir)
    shutil.rmtree(home)


def test_two_stacks_run_side_by_side_as_daemons():
    home = tempfile.mkdtemp(prefix="dealspine-test-")
    environment = dict(os.environ, **ENVIRONMENT)

    def dealspine(folder, *arguments):
        return subprocess.run([os.path.join(BIN, "dealspine"), "--dir", os.path.join(home, folder), *arguments],
                              env=environment, text=True, capture_output=True, timeout=120)

    try:
        for folder in ("one", "two"):
            up = dealspine(folder, "up", "--services", "identity", "--no-demo")
            assert up.returncode == 0, up.stderr
        for folder in ("one", "two"):
            assert dealspine(folder, "status").returncode == 0
    finally:
        ends = [dealspine(folder, "down").returncode for folder in ("one", "two")]
        shutil.rmtree(home)
    assert ends == [0, 0]


def test_mistakes_are_named():
    home = tempfile.mkdtemp(prefix="dealspine-test-")
    port = free_port()

    def dealspine(*arguments):
        return subprocess.run([os.path.join(BIN, "dealspine"), "--dir", home, *arguments], text=True, capture_output=True,
                              timeout=30)

    for arguments, status, sentence in (
            (["up", "--services", "identity leeds"], 1, "leeds is no service"),
            (["up", "--port", "70000"], 1, "--port is 1 to 65535"),
            (["up", "--port", "many"], 2, "needs a whole number"),
            (["up", "--prot", str(port)], 2, "is no option"),
            (["upp"], 2, "no command"),
            (["status", "x"], 2, "too many"),
            (["call", "leads.NoSuch"], 2, "no method"),
            (["call", "identity.whoami"], 2, "is it identity.WhoAmI?"),
            (["call", "identity.WhoAmI", "[1]"], 2, "not a JSON object"),
            (["call", "identity.WhoAmI"], 1, "no stack was ever started"),
            (["states", "house"], 2, "no lifecycle"),
            (["fetch", "--from", "yesterday"], 2, "earliest or latest")):
        end = dealspine(*arguments)
        assert end.returncode == status, (arguments, end)
        assert sentence in end.stderr, (arguments, end.stderr)
    shutil.rmtree(home)


def test_help_is_complete():
    for command in ([], ["up"], ["down"], ["status"], ["call"], ["fetch"], ["states"], ["import"], ["demo"], ["scale"], ["init"],
                    ["setup"], ["health"]):
        end = subprocess.run([os.path.join(BIN, "dealspine"), *command, "--help"], text=True, capture_output=True, timeout=30)
        assert end.returncode == 0 and end.stdout.startswith("Usage: dealspine"), command
        assert "--dir" in end.stdout and not end.stderr, command


def test_a_service_keeps_to_its_own_connection_string(small):
    def environment(pid):
        with open(f"/proc/{pid}/environ", "rb") as file:
            return dict(entry.split("=", 1) for entry in file.read().decode().split("\0") if "=" in entry)

    given = environment(small.program("identity")["pid"])
    assert [name for name in given if name.endswith("_DSN")] == ["DEALSPINE_IDENTITY_DSN"]
    assert "user=identity" in given["DEALSPINE_IDENTITY_DSN"]


def test_settings_in_the_folder_reach_the_service_and_move_its_database():
    stack = Stack(services="identity", demo=False, start=False)
    os.makedirs(stack.dir, mode=0o700)
    log = os.path.join(stack.dir, "log", "identity.log")

    def log_says(words):
        if not os.path.exists(log):
            return False
        with open(log) as file:
            return words in file.read()

    with open(os.path.join(stack.dir, "dealspine.env"), "w") as file:
        file.write("DEALSPINE_IDENTITY_DSN=host=/nowhere dbname=elsewhere\n")
    process = subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", stack.dir, "up", *stack.arguments],
                               env=stack.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: log_says("/nowhere"), 60, "a try at the other database")
    process.terminate()
    assert process.wait(60) == 0
    with open(os.path.join(stack.dir, "dealspine.env"), "w") as file:
        file.write("# nothing moved\nDEALSPINE_LOG_LEVEL=debug\nDEALSPINE_WORKERS=3\n")
    stack.start()
    assert log_says("msg=ready workers=3")
    stack.stop()


def test_a_program_that_is_not_built_is_missed_at_once(tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    shutil.copy2(os.path.join(BIN, "dealspine"), programs)
    for word in ("identity", "gateway"):
        os.symlink(os.path.join(BIN, word), programs / word)

    def up(*options):
        return subprocess.run([programs / "dealspine", "--dir", tmp_path / "stack", "up", "--port", str(free_port()), *options],
                              capture_output=True, text=True, timeout=60)
    for options in ((), ("--services", "identity leads")):
        refused = up(*options)
        assert refused.returncode == 1 and "leads" in refused.stderr and "build" in refused.stderr
        assert " identity" not in refused.stderr and not (tmp_path / "stack" / "pg" / "data").exists()
    assert "customers" in up().stderr
