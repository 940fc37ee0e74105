# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""The ready check through its faults, on a private JACK server: programs that
play, and others that look like devices of a kind."""

import array
import math
import os
import struct
import subprocess
import tempfile

from app import App, Failed, build, case, done, wait
from server import NAME, Server

CLIENT = "Personal Listener"
TOOLS = os.path.join(build, "tests", "cli")
PLAYER = os.path.join(build, "tests", "rig", "jack_player")
SETTINGS = ".config/personal-listener/settings.ini"
scratch = tempfile.mkdtemp(prefix="enhance-gui-ready.")


def make(name, seconds, *level):
    path = os.path.join(scratch, name + ".wav")
    kind = "sine" if level else "silence"
    subprocess.run([os.path.join(TOOLS, "make_wav"), path, kind, "48000", "1",
                    "float", str(48000 * seconds), *map(str, level)],
                   check=True)
    return path


class Device:
    """A program that looks like a device of that name."""

    def __init__(self, name):
        self.name = name
        self.process = subprocess.Popen(
            [PLAYER, "--through", name], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait(f"the device {name}", self._is_there)

    def _is_there(self):
        ports = subprocess.run(["jack_lsp", "-s", NAME], capture_output=True,
                               text=True, check=False).stdout
        return self.name + ":" in ports

    def stop(self):
        self.process.terminate()
        self.process.wait()


def checking(**devices):
    """The app on its ready check, with these devices chosen."""
    home = tempfile.mkdtemp(prefix="enhance-gui.", dir=scratch)
    path = os.path.join(home, SETTINGS)
    os.makedirs(os.path.dirname(path))
    with open(path, "w", encoding="utf-8") as file:
        file.write("[Settings]\n")
        for side, name in devices.items():
            file.write(f"{side}-device='{name}'\n")
    return App("--page", "ready", home=home)


def begin(app):
    app.press("Start", "push button")
    app.get("Stop", "push button")


def silence_is_told():
    with checking() as app:
        begin(app)
        # Asked for a tap first, for some seconds.
        app.get("The right microphone: fault")
        app.get("Nothing arrives.*")
        app.picture("ready-silent")


def play(sound):
    """After 4 s of silence, once it is connected: what is heard at first, when the
    quiet start is over, is the room, and a voice stands out of it."""
    subprocess.run([PLAYER, "--wait", CLIENT + ":out_0", "30"], check=True)
    return subprocess.Popen(
        ["timeout", "-s", "KILL", "60", PLAYER, "--lead", "192000", sound,
         os.path.join(scratch, "heard.wav"), CLIENT + ":in_0",
         CLIENT + ":out_0"], stderr=subprocess.DEVNULL)


def taps(path, count):
    """A case that rings for a moment, `count` times from the second second on."""
    samples = array.array("f", bytes(4 * 48000 * 12))
    for tap in range(count):
        for i in range(4800):
            t = i / 48000
            samples[(6 + tap // 2 * 3) * 48000 + tap % 2 * 19200 + i] \
                += 0.2 * math.exp(-t / 0.008) * (
                    math.sin(2 * math.pi * 180 * t)
                    + 0.5 * math.sin(2 * math.pi * 1700 * t))
    data = samples.tobytes()
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt "
                   + struct.pack("<IHHIIHH", 16, 3, 1, 48000, 192000, 4, 32)
                   + b"data" + struct.pack("<I", len(data)) + data)
    return path


def two_taps_are_told():
    sound = taps(os.path.join(scratch, "taps.wav"), 4)
    with checking() as app:
        begin(app)
        app.get("Tap the microphone twice.*")
        player = play(sound)
        try:
            app.get("The right microphone: good")
            app.get("It hears the two taps.")
        finally:
            player.terminate()
            player.wait()


def a_voice_is_no_tap():
    with checking() as app:
        begin(app)
        player = play(make("voice", 12, -35))
        try:
            app.get("Loud enough: good")
            app.get("The right microphone: fault")
            app.get("No two taps were heard.*")
        finally:
            player.terminate()
            player.wait()


def level_is_told(level, title, text):
    with checking() as app:
        begin(app)
        app.get("Loud enough: still to do")
        player = play(make("voice", 12, level))
        try:
            app.get(text)
            app.get(title)
        finally:
            player.terminate()
            player.wait()


def answer(app, ear, heard):
    """Where the sound stood still meanwhile the question is taken back: ask
    again."""
    for last in (False, False, True):
        app.press(ear, "push button")
        try:
            return app.press(heard)
        except Failed:
            if last:
                raise


def ears_are_told():
    with checking() as app:
        begin(app)
        for name in ("Left ear", "Right ear"):
            answer(app, name, "Not heard")
        app.get("Both ears: fault")
        app.get("Nothing in either ear.*")
        answer(app, "Right ear", "Yes, heard")
        app.get("One ear stays silent.*")


def delay_is_told():
    with checking() as app:
        begin(app)
        app.press("Measure", "push button")
        app.get("It could not be measured.*")
        wait("the ear's port", lambda: subprocess.run(
            ["jack_connect", "-s", NAME, CLIENT + ":out_0", CLIENT + ":in_0"],
            capture_output=True, check=False).returncode == 0)
        # Once round is a period of 512 frames, 10.7 ms.
        app.press("Measure", "push button")
        app.get("Short enough not to be noticed.*")
        app.get("Delay \\(optional\\): good")


def device_is_told(kind, name, title, text):
    device = Device(name)
    try:
        with checking(**{kind: name}) as app:
            app.press("Start", "push button")
            app.get(text)
            app.get(title)
            app.picture("ready-" + name.split()[0].lower())
    finally:
        device.stop()


server = Server()
server.start()
try:
    case("silence_is_told", silence_is_told)
    case("two_taps_are_told", two_taps_are_told)
    case("a_voice_is_no_tap", a_voice_is_no_tap)
    case("a_voice_too_loud_is_told", level_is_told, -6, "Loud enough: look at this",
         "Too loud at the microphone.*")
    case("a_voice_too_soft_is_told", level_is_told, -64, "Loud enough: look at this",
         "Very soft.*")
    case("a_good_voice_is_told", level_is_told, -35, "Loud enough: good",
         "Your voice arrives well.*")
    case("silent_ears_are_told", ears_are_told)
    case("delay_is_judged", delay_is_told)
    case("a_loudspeaker_is_told", device_is_told, "output", "Built-in Speaker",
         "A headset with a cable: fault",
         "The sound would come from loudspeakers.*")
    case("bluetooth_is_told", device_is_told, "output", "bluez headset",
         "A headset with a cable: fault", "It is wireless.*")
    case("effects_are_told", device_is_told, "input", "easyeffects source",
         "No other sound effects: look at this", "Another program works on this.*")
finally:
    server.stop()
    subprocess.run(["rm", "-rf", scratch], check=False)
done()
