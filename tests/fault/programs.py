# SPDX-License-Identifier: Apache-2.0
"""The programs of a stack, each of which can be exchanged for that of the next version, which the build makes of the folder
next/, and back."""
import os
import shutil
import signal

import support.stack
from support.stack import wait_until

NOW, NEXT = "bin", "next"


class Programs:
    """In a folder of its own, from which a stack is to be started."""

    def __init__(self, folder):
        self.folder, self.real = folder, support.stack.BIN
        for name in os.listdir(self.real):
            if name == "dealspine":
                shutil.copy(os.path.join(self.real, name), folder)  # it takes the others from where it lies
            else:
                self.put(name, NOW)

    def put(self, name, version):
        """Whoever starts from now on runs that."""
        path = os.path.join(self.folder, name)
        target = os.path.join(self.real if version == NOW else os.path.join(os.path.dirname(self.real), NEXT), name)
        assert os.path.exists(target), target
        os.symlink(target, path + ".put")
        os.replace(path + ".put", path)

    def version(self, pid):
        """What a process runs."""
        return os.path.basename(os.path.dirname(os.readlink(f"/proc/{pid}/exe")))


def exchange(stand, name, version):
    """An orderly end for the program `name` ("leads.2"), and a start as that version; waits until it is ready."""
    program = stand.stack.program(name)
    if program["pid"] and stand.programs.version(program["pid"]) == version:
        return
    stand.programs.put(program["service"], version)
    pid = program["pid"]
    os.kill(pid, signal.SIGTERM)

    def is_there():
        now = stand.stack.program(name)
        return now["ready"] and now["pid"] not in (0, pid)
    wait_until(is_there, 90, f"{name} as {version}")
    assert stand.programs.version(stand.stack.program(name)["pid"]) == version
