# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""What the app costs: time to its window and to sound, memory, and the
processor's time while it listens. Measure on a machine at rest."""

import os
import time

from app import App, case, check, done, tell, wait
from server import Server

# Of the requirements; seconds, KiB, share of a core.
WINDOW_S = 1.5
SOUND_S = 3.0
MEMORY_KIB = 80 * 1024
IDLE_SHARE = 0.05

LOOK_S = 10.0  # the processor's time is counted over so long


def memory(process_id):
    """Resident and proportional, KiB."""
    found = {}
    with open(f"/proc/{process_id}/smaps_rollup") as lines:
        for line in lines:
            name, _, rest = line.partition(":")
            if name in ("Rss", "Pss"):
                found[name] = int(rest.split()[0])
    return found["Rss"], found["Pss"]


def shared_with_server(process_id):
    """Resident, KiB, of memory that processes share: JACK's server keeps its
    graph there, some 100 MB, and locks all of it into each client."""
    with open(f"/proc/{process_id}/status") as lines:
        for line in lines:
            if line.startswith("RssShmem:"):
                return int(line.split()[1])
    return 0


def used_s(process_id):
    with open(f"/proc/{process_id}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(text, figure, most):
    print(f"# {text}", flush=True)
    check(figure <= most, text)


def window_is_up():
    begun = time.monotonic()
    with App() as app:
        wait("the window", lambda: app.find("Start", "push button"))
        took = time.monotonic() - begun
    told(f"window up after {took:.2f} s; at most {WINDOW_S}", took, WINDOW_S)


def start_to_sound():
    """One press; from the program's start until it says that it listens."""
    begun = time.monotonic()
    with App() as app:
        app.press("Start", "push button")
        app.sentence("Listening.*")
        took = time.monotonic() - begun
    told(f"listening {took:.2f} s after a start, one press; at most {SOUND_S}",
         took, SOUND_S)


def at_rest():
    """Resident, KiB, and share of a core, of the app that listens."""
    with App() as app:
        app.press("Start", "push button")
        app.sentence("Listening.*")
        time.sleep(3.0)
        # Without the short ones that list devices.
        children = wait("the listening process alone", lambda: [
            each for each in tell(app.pid()) if len(tell(app.pid())) == 1])
        sizes = [memory(each) for each in [app.pid(), *children]]
        servers = sum(shared_with_server(each) for each in children)
        before = used_s(app.pid())
        # No look through AT-SPI meanwhile: answering is work.
        time.sleep(LOOK_S)
        share = (used_s(app.pid()) - before) / LOOK_S
    resident, proportional = map(sum, zip(*sizes))
    for (rss, pss), who in zip(sizes, ["window"] + ["process"] * len(children)):
        print(f"# {who}: resident {rss / 1024:.1f} MB, proportional "
              f"{pss / 1024:.1f} MB")
    print(f"# both resident {resident / 1024:.1f} MB, proportional "
          f"{proportional / 1024:.1f} MB; the sound server's, shared "
          f"{servers / 1024:.1f} MB")
    return resident - servers, share


def app_is_within_bounds():
    resident, share = at_rest()
    print(f"# window's idle load {100 * share:.1f} % of a core; at most "
          f"{100 * IDLE_SHARE:.0f}")
    check(share <= IDLE_SHARE, f"{100 * share:.1f} % of a core")
    told(f"both resident, without the server's {resident / 1024:.1f} MB; at most "
         f"{MEMORY_KIB // 1024}", resident, MEMORY_KIB)


print("# load " + " ".join(f"{each:.1f}" for each in os.getloadavg()))
server = Server()
server.start()
try:
    case("window_is_up", window_is_up)
    case("start_to_listening", start_to_sound)
    case("app_that_listens_is_within_bounds", app_is_within_bounds)
finally:
    server.stop()
done()
