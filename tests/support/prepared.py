# SPDX-License-Identifier: Apache-2.0
"""The folder of a stack with the demo organisation, once for each build: stacks of tests begin as copies of it, which spares
each of them the cluster, the migrations and the organisation. What a first start does is tested by test_up.py."""
import contextlib
import fcntl
import os
import shutil
import subprocess

NOT_COPIED = ("dealspine.lock", "status.json", "gateway.port", "run.path", "run")


def newest(folder):
    return max(os.stat(os.path.join(folder, name)).st_mtime_ns for name in os.listdir(folder))


@contextlib.contextmanager
def alone(path):
    """One process at a time."""
    with open(path + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_of(path, stamp):
    try:
        with open(path + ".stamp") as file:
            return file.read() == stamp
    except OSError:
        return False


def copy_to(folder, programs, make):
    """Copies the prepared folder of these programs to `folder`; `make(folder)` starts a stack there and stops it."""
    path = os.path.join(os.path.dirname(programs), "tests", "prepared")
    stamp = str(newest(programs))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with alone(path):
        if not is_of(path, stamp):
            shutil.rmtree(path, ignore_errors=True)
            make(path)
            for name in NOT_COPIED:
                subprocess.run(["rm", "-rf", os.path.join(path, name)], check=True)
            with open(path + ".stamp", "w") as file:
                file.write(stamp)
    subprocess.run(["cp", "-a", path, folder], check=True)  # keeps who owns the cluster
