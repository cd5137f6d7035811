# SPDX-License-Identifier: Apache-2.0
"""A disk that is small, and can be full: a tmpfs over a folder. Needs the right to mount. And one that is slow to flush."""
import os
import shutil
import subprocess

import pytest

from support.stack import ROOT


def slow_to_flush(folder, microseconds):
    """The environment of a stack whose flushes all take so much longer. `folder` must be there as long as the stack."""
    shim = os.path.join(folder, "slow_fsync.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-D_GNU_SOURCE", "-o", shim,
                    os.path.join(ROOT, "tests", "bench", "slow_fsync.c"), "-ldl"], check=True)
    os.chmod(folder, 0o755)  # Postgres reads it under another user
    return {"LD_PRELOAD": shim, "SLOW_FSYNC_US": str(microseconds)}


def may_mount():
    """Tried, since being root says nothing in a container."""
    return subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode == 0


class Disk:
    """Over `folder`, empty, as long as the `with` lasts."""

    def __init__(self, folder, size):
        self.folder, self.size = folder, size
        self.ballast = os.path.join(folder, "ballast")
        self.mounted = False

    def __enter__(self):
        if not may_mount():
            pytest.skip("no right to mount")
        os.makedirs(self.folder, exist_ok=True)
        found = os.stat(self.folder)
        owner = f"size={self.size},mode={found.st_mode & 0o777:o},uid={found.st_uid},gid={found.st_gid}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", owner, "none", self.folder], check=True)
        self.mounted = True
        return self

    def __exit__(self, *_):
        self.leave()

    def leave(self):
        if self.mounted:
            self.mounted = False
            subprocess.run(["umount", "--lazy", self.folder], check=True)

    def fill(self, leave=0):
        """To the last byte but `leave`."""
        with open(self.ballast, "ab", buffering=0) as file:
            try:
                while self.free() > leave:
                    file.write(b"\0" * min(1 << 16, max(1, self.free() - leave)))
            except OSError:
                pass

    def free(self):
        return shutil.disk_usage(self.folder).free

    def clear(self):
        os.unlink(self.ballast)
