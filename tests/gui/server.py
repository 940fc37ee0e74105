# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""A private JACK server on the dummy driver."""

import os
import subprocess

from app import Failed, tell

NAME = os.environ["JACK_DEFAULT_SERVER"]


class Server:
    """JACK on the dummy driver."""

    def __init__(self):
        self.process = None

    def start(self):
        # Real time where the system permits it.
        for scheduling in ("-R", "-r"):
            self.process = subprocess.Popen(
                ["timeout", "-s", "KILL", "900", "jackd", "-n", NAME,
                 scheduling, "-d", "dummy", "-r", "48000", "-p", "512"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            ready = subprocess.run(
                ["jack_wait", "-s", NAME, "-w", "-t", "15"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                check=False)
            if ready.returncode == 0 and self.process.poll() is None:
                return
            self.stop()
        raise Failed("no JACK server")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()

    def crash(self):
        for child in tell(self.process.pid):
            os.kill(child, 9)
        self.process.wait()
