#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""Runs a command on a machine that stands still now and then, as shared ones do:

    halts.py [--one NAME[,NAME...]] COMMAND [ARGUMENT...]

Everything that the command started, servers too, stands still for 0.1 to 0.6 s
every 1 to 8 s. That takes Linux's freezer, and so root: nothing is told of it, as
by a signal. With --one, one process of these names at a time is stopped, every
0.02 to 0.5 s, by a signal: for what waits for another program. Ends with the
command's status."""

import os
import random
import signal
import subprocess
import sys
import time


class Freezer:
    """A cgroup of our own, of version 2 or 1."""

    def __init__(self):
        with open("/proc/mounts", encoding="utf-8") as mounts:
            rows = [line.split() for line in mounts]
        two = [row[1] for row in rows if row[2] == "cgroup2"]
        one = [row[1] for row in rows
               if row[2] == "cgroup" and "freezer" in row[3].split(",")]
        if not two + one:
            sys.exit("halts.py: no cgroup with a freezer is mounted")
        self.file, self.still, self.moves = \
            ("cgroup.freeze", "1", "0") if two \
            else ("freezer.state", "FROZEN", "THAWED")
        self.folder = os.path.join((two + one)[0], f"halts-{os.getpid()}")
        try:
            os.mkdir(self.folder)
        except OSError as error:
            sys.exit(f"halts.py: {error}; run it as root")

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w",
                  encoding="utf-8") as file:
            file.write(text)

    def enter(self):
        self.write("cgroup.procs", str(os.getpid()))

    def halt(self):
        time.sleep(random.uniform(1.0, 8.0))
        self.write(self.file, self.still)
        try:
            time.sleep(random.uniform(0.1, 0.6))
        finally:  # a Ctrl-C leaves nothing still
            self.write(self.file, self.moves)

    def end(self):
        try:
            os.rmdir(self.folder)
        except OSError:
            pass  # something that was started is still there


class Signals:
    """Stops one of these names."""

    def __init__(self, names):
        self.names = names

    def enter(self):
        pass

    def halt(self):
        time.sleep(random.uniform(0.02, 0.5))
        found = subprocess.run(["pgrep", "-x", "|".join(self.names)],
                               capture_output=True, text=True, check=False)
        if not found.stdout:
            return
        number = int(random.choice(found.stdout.split()))
        try:
            os.kill(number, signal.SIGSTOP)
            try:
                time.sleep(random.uniform(0.1, 0.6))
            finally:
                os.kill(number, signal.SIGCONT)
        except ProcessLookupError:
            pass

    def end(self):
        pass


def main(arguments):
    way = None
    if arguments[:1] == ["--one"]:
        way = Signals(arguments[1].split(","))
        arguments = arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    way = way or Freezer()
    halts = 0
    with subprocess.Popen(arguments, preexec_fn=way.enter) as command:
        while command.poll() is None:
            way.halt()
            halts += 1
    way.end()
    print(f"{halts} halts", file=sys.stderr)
    return command.returncode if command.returncode >= 0 else 1


sys.exit(main(sys.argv[1:]))
