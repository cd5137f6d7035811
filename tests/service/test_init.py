# SPDX-License-Identifier: Apache-2.0
"""The pieces that container engines use instead of `up`: init, setup, health."""
import os
import stat

import psycopg2
import pytest

from support.stack import Stack


@pytest.fixture(scope="module")
def plain():
    running = Stack(services="identity gateway", options=("--no-redis",))
    yield running
    running.stop()


def contents(stack, *names):
    found = {}
    for name in names:
        path = os.path.join(stack.dir, "keys", name)
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600, name
        with open(path) as file:
            found[name] = file.read()
    return found


def test_init_makes_keys_and_roles_and_repeats_itself(plain):
    host = os.path.join(plain.status()["runDir"], "pg")
    names = ("leads.key", "leads.curve", "leads.dsn", "gateway.curve", "bootstrap.key", "pg.dealspine.password")
    for _ in range(2):
        end = plain.cli("init", "--postgres", host)
        assert end.returncode == 0, end.stderr
    kept = contents(plain, *names)
    assert plain.cli("init", "--postgres", host).returncode == 0
    assert contents(plain, *names) == kept
    with psycopg2.connect(kept["leads.dsn"]) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        assert cursor.fetchone() == ("leads", "leads")
    connection.close()


def test_init_names_what_fails(plain):
    end = plain.cli("init", "--postgres", os.path.join(plain.home, "nowhere"))
    assert end.returncode == 1 and "making the services' roles" in end.stderr


def test_setup_makes_the_administrator_once(plain):
    for _ in range(2):
        end = plain.cli("setup", "--no-demo", "--port", str(plain.port))
        assert end.returncode == 0, end.stderr
    assert plain.call("identity.WhoAmI")["user"]["login"] == "admin"


def test_health_says_whether_an_instance_is_ready(plain):
    # Where the folder's name is long, the sockets lie elsewhere.
    plain.environment["DEALSPINE_RUN_DIR"] = plain.status()["runDir"]
    for arguments, status, word in ((["identity"], 0, "ready"), (["gateway", "--port", str(plain.port)], 0, "ready"),
                                    (["leads"], 1, "does not answer")):
        end = plain.cli("health", *arguments)
        assert end.returncode == status and word in end.stdout, (arguments, end)
