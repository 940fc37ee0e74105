# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""Microphones and headsets that are silent, or none: said on the first page, with
what to do, and no longer than it is so. On a private PulseAudio."""

import os
import subprocess
import tempfile

from app import App, build, case, done, wait

scratch = tempfile.mkdtemp(prefix="enhance-gui-silent.")
tone = os.path.join(scratch, "tone.wav")
subprocess.run([os.path.join(build, "tests", "cli", "make_wav"), tone, "sine",
                "48000", "1", "float", str(48000 * 60), "-30"], check=True)


def pactl(*words):
    return subprocess.run(["pactl", *words], check=True, capture_output=True,
                          text=True, timeout=30).stdout


def start(app):
    app.press("Start", "push button")
    app.sentence("Listening.*")


def gone(app, text):
    wait(f"'{text}' to be withdrawn", lambda: not app.find(text))


def muted_microphone_is_told():
    text = "Nothing comes from the microphone: it is muted.*"
    pactl("set-source-mute", "mic", "1")
    player = subprocess.Popen(["paplay", "--device=other", tone])
    try:
        with App() as app:
            start(app)
            app.get(text)
            app.get("Devices", "push button")
            app.picture("silent")
            pactl("set-source-mute", "mic", "0")
            gone(app, text)
    finally:
        pactl("set-source-mute", "mic", "0")
        player.terminate()
        player.wait()


def volume_0_is_told():
    pactl("set-source-volume", "mic", "0")
    try:
        with App() as app:
            start(app)
            app.get("Nothing comes from the microphone: its volume is 0.*")
    finally:
        pactl("set-source-volume", "mic", "100%")


def muted_headset_is_told():
    text = "The headset is muted or at volume 0.*"
    pactl("set-sink-mute", "ear", "1")
    try:
        with App() as app:
            start(app)
            app.get(text)
            pactl("set-sink-mute", "ear", "0")
            gone(app, text)
    finally:
        pactl("set-sink-mute", "ear", "0")


def closed_notice_stays_closed():
    text = "Nothing comes from the microphone: it is muted.*"
    pactl("set-source-mute", "mic", "1")
    try:
        with App() as app:
            start(app)
            app.get(text)
            app.press("Close this message")
            gone(app, text)
            # Silent anew, and told of by the listening process once more.
            pactl("set-source-mute", "mic", "0")
            player = subprocess.Popen(["paplay", "--device=other", tone])
            wait("the voice", lambda: app.value("Voice", "level bar") > 5.0)
            player.terminate()
            player.wait()
            pactl("set-source-mute", "mic", "1")
            wait("silence", lambda: app.value("Voice", "level bar") <= 0.0)
            app.key("Escape")
            app.sentence("Muted.*")
            gone(app, text)
    finally:
        pactl("set-source-mute", "mic", "0")


def monitor_is_no_microphone():
    for line in pactl("list", "short", "modules").splitlines():
        if "remap-source" in line:
            pactl("unload-module", line.split()[0])
    pactl("set-default-source", "bus.monitor")
    with App() as app:
        app.press("Start", "push button")
        app.sentence("No sound.*No microphone was found.*")
        app.get("Start", "push button")


case("a_microphone_muted_in_the_system_is_told", muted_microphone_is_told)
case("a_microphone_at_volume_0_is_told", volume_0_is_told)
case("a_headset_muted_in_the_system_is_told", muted_headset_is_told)
case("a_closed_notice_stays_closed", closed_notice_stays_closed)
case("a_monitor_is_no_microphone", monitor_is_no_microphone)
subprocess.run(["rm", "-rf", scratch], check=False)
done()
