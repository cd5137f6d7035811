# SPDX-License-Identifier: Apache-2.0
"""A file of leads as a Chinese office writes it, GB18030, with bad rows in it; how many of them is known beforehand."""
import random

from support.importing import HEADER

COMPANIES = ["北京朝阳通信有限公司", "上海浦东贸易商行", "深圳南山电子厂", "成都锦江茶业", "㐂洋楽器店"]  # one is outside of GBK
SPOILS = (lambda row: row[:1] + ["moon"] + row[2:],          # no such channel
          lambda row: row[:4] + ["perhaps"],                 # neither yes nor no
          lambda row: row[:4],                               # a cell is missing
          lambda row: row[:2] + ["长" * 101] + row[3:])      # too long


def write_wide(path, count, bad_percent, seed=1):
    """Writes `count` rows, of which each has a person of his own; how many are bad, and the error lines to expect."""
    dice = random.Random(seed)
    nonce = random.SystemRandom().randrange(10 ** 6)
    bad = sorted(dice.sample(range(count), count * bad_percent // 100))
    spoilt = set(bad)
    with open(path, "w", encoding="gb18030", newline="") as file:
        file.write(",".join(HEADER) + "\r\n")
        for i in range(count):
            phone = f"13{nonce % 10}{(nonce * 100003 + i) % 10 ** 8:08d}"
            row = [f"w{nonce}-{i}", "shop", dice.choice(COMPANIES), phone, "no"]
            if i in spoilt:
                row = SPOILS[i % len(SPOILS)](row)
            file.write(",".join(row) + "\r\n")
    return [line + 2 for line in bad]
