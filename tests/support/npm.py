# SPDX-License-Identifier: Apache-2.0
"""Packages of npm that tests compare with, each in a folder of the build, installed once."""
import fcntl
import json
import os
import subprocess

from support.stack import ROOT


def package(name, version):
    """Installs `name` if it is not there yet; the folder to use as NODE_PATH."""
    folder = os.path.join(ROOT, "build", "npm", f"{name.replace('/', '+')}-{version}")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(os.path.join(folder, "node_modules", name, "package.json")):
            subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder,
                            f"{name}@{version}"], check=True, stdout=subprocess.DEVNULL, timeout=300)
    return os.path.join(folder, "node_modules")


def run(script, given, *modules):
    """Runs JavaScript with the object `given` as `input`; what it writes to its standard output, read as JSON."""
    environment = dict(os.environ, NODE_PATH=":".join(modules))
    prelude = "const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n"
    done = subprocess.run(["node", "-e", prelude + script], input=json.dumps(given), text=True, capture_output=True,
                          env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
