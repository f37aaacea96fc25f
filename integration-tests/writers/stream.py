"""Numbered lines, and what became of them."""

import re
from collections import Counter

LINE = re.compile(rb"~(\d{8})_abcdefghijklmnopqrstuvwxyz0123456789~")


def line(number):
    return f"~{number:08d}_abcdefghijklmnopqrstuvwxyz0123456789~"


class Received:
    """What one client got, on all its connections one after the other."""

    def __init__(self, runs, written):
        self.lost = self.twice = self.torn = self.zeros = 0
        counts = Counter()
        for run in runs:
            self.zeros += run.count(0)
            for each in run.split(b"\n"):
                found = LINE.findall(each)
                counts.update(int(number) for number in found)
                self.torn += each.count(b"~") != 2 * len(found)
        self.lost = written - len(counts)
        self.twice = sum(count - 1 for count in counts.values())

    def __str__(self):
        said = [str(self.lost)]
        said += [f"{count} {what}" for what, count in
                 (("twice", self.twice), ("torn", self.torn), ("bytes 0", self.zeros)) if count]
        return ", ".join(said)
