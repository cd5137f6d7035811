# SPDX-License-Identifier: Apache-2.0
"""A client generated from proto/ by others' tools: Connect for Node, in the folder connect/."""
import json
import os
import subprocess

from support.stack import ROOT

CLIENT = os.path.join(ROOT, "build", "connect")


def install():
    done = subprocess.run([os.path.join(ROOT, "tests", "support", "connect", "install")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def node(stack, *steps, as_="admin", **more):
    """What came of each step."""
    given = {"url": stack.url, "token": stack.token(as_) if as_ else None, "binary": False, "get": False,
             "steps": list(steps), **more}
    done = subprocess.run(["node", "client.js"], cwd=CLIENT, input=json.dumps(given), capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
