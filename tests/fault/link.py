# SPDX-License-Identifier: Apache-2.0
"""A wire between two hosts, in our own hands: this one and another network namespace, each with a TUN device, and between
them a thread that carries every IP packet, late, twice, in another order, or not at all, each way by itself. That is what
netem does, which not every kernel has. Needs the right to make interfaces."""
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import threading
import time

import pytest

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454ca, 0x0001, 0x1000
QUEUE = 4000  # packets under way; what comes then is lost, as in any router


def tun(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


def run(*words):
    subprocess.run(words, check=True, capture_output=True)


class Way:
    """One direction. Shares of packets are `lost` and sent `twice`; each is `late_s` late and up to `spread_s` more, so that
    they overtake one another; nothing passes while it is `cut`."""

    def __init__(self):
        self.passed = self.dropped = self.doubled = 0
        self.heal()

    def heal(self):
        self.lost = self.twice = self.late_s = self.spread_s = 0.0
        self.cut = False


class Link(threading.Thread):
    """While its `with` lasts: `here` and `there` are the addresses, `out` and `back` the ways from here to there and back,
    and `enter` what to put before a command that shall run there."""

    def __init__(self, seed=1):
        super().__init__(daemon=True)
        self.chance, self.over = random.Random(seed), threading.Event()
        self.out, self.back = Way(), Way()
        net = os.getpid()
        self.here, self.there = (f"10.{64 + (net >> 14) % 64}.{(net >> 6) & 255}.{(net & 63) * 4 + host}" for host in (1, 2))
        self.devices, self.keeper, self.under_way = [], None, []

    def __enter__(self):
        try:
            self.open()
        except (OSError, subprocess.CalledProcessError) as failure:
            self.close()
            pytest.skip(f"no right to make interfaces: {failure}")
        self.start()
        return self

    def open(self):
        names = [f"wire{os.getpid()}{end}" for end in "ab"]
        self.devices = [tun(name) for name in names]
        self.keeper = subprocess.Popen(["unshare", "--net", "setpriv", "--pdeathsig", "KILL", "sh", "-c",
                                        "echo; exec sleep infinity"], stdout=subprocess.PIPE)
        self.keeper.stdout.readline()
        self.enter = ["nsenter", f"--net=/proc/{self.keeper.pid}/ns/net"]
        run("ip", "link", "set", names[1], "netns", str(self.keeper.pid))
        for before, name, address, other in (([], names[0], self.here, self.there), (self.enter, names[1], self.there, self.here)):
            run(*before, "ip", "address", "add", address, "peer", other, "dev", name)
            run(*before, "ip", "link", "set", name, "up")
        run(*self.enter, "ip", "link", "set", "lo", "up")

    def close(self):
        if self.keeper:
            self.keeper.kill()
            self.keeper.wait()
            self.keeper.stdout.close()
        for device in self.devices:
            os.close(device)

    def __exit__(self, *_):
        self.over.set()
        self.join()
        self.close()

    def heal(self):
        self.out.heal()
        self.back.heal()

    def both(self, **faults):
        """These faults, and no others, on both ways."""
        for way in (self.out, self.back):
            way.heal()
            for name, value in faults.items():
                setattr(way, name, value)

    def run(self):
        near, far = self.devices
        ways = {near: (self.out, far), far: (self.back, near)}
        while not self.over.is_set():
            wait_s = min(max(self.under_way[0][0] - time.monotonic(), 0), 0.1) if self.under_way else 0.1
            for device in select.select(self.devices, [], [], wait_s)[0]:
                self.take(device, *ways[device])
            while self.under_way and self.under_way[0][0] <= time.monotonic():
                _, _, device, packet = heapq.heappop(self.under_way)
                self.put(device, packet)

    def take(self, device, way, other):
        for _ in range(64):
            try:
                packet = os.read(device, 65536)
            except BlockingIOError:
                return
            if way.cut or len(self.under_way) >= QUEUE or self.chance.random() < way.lost:
                way.dropped += 1
                continue
            way.passed += 1
            copies = 1 + (self.chance.random() < way.twice)
            way.doubled += copies - 1
            for _ in range(copies):
                self.send(way, other, packet)

    def send(self, way, device, packet):
        late_s = way.late_s + way.spread_s * self.chance.random()
        if late_s or self.under_way:
            heapq.heappush(self.under_way, (time.monotonic() + late_s, self.chance.random(), device, packet))
        else:
            self.put(device, packet)

    @staticmethod
    def put(device, packet):
        try:
            os.write(device, packet)
        except OSError:  # its queue is full, or the interface is going
            pass
