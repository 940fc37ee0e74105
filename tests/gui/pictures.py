# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""Pictures of every page while somebody listens, in light, dark and high contrast,
for README.md, for catalogues, and for who looks after the looks. Speech goes into
the microphone, on a private JACK server."""

import os
import subprocess
import tempfile

from app import App, build, case, done, top, wait
from server import Server

CLIENT = "Personal Listener"
PLAYER = os.path.join(build, "tests", "rig", "jack_player")
PAGES = ["listen", "ready", "compare", "hearing", "presets", "devices",
         "safety", "note", "help", "privacy"]
THEMES = {"light": {}, "dark": {"GTK_THEME": "Adwaita:dark"},
          "high": {"GTK_THEME": "HighContrast"},
          "inverse": {"GTK_THEME": "HighContrastInverse"}}
pictures = os.path.join(build, "tests", "pictures")
os.makedirs(pictures, exist_ok=True)
scratch = tempfile.mkdtemp(prefix="enhance-gui-pictures.")
speech = os.path.join(scratch, "speech.wav")
subprocess.run([os.path.join(build, "cli", "enhance"), "file",
                os.path.join(top, "samples", "quiet-room.flac"), speech,
                "--set", "bypass=1"], check=True, stdout=subprocess.DEVNULL)


def take(app, name):
    subprocess.run(["import", "-window", app.window(),
                    os.path.join(pictures, name + ".png")], check=True,
                   timeout=60)


def picture(page, theme):
    with App("--page", page, **THEMES[theme]) as app:
        app.press("Start", "push button")
        app.sentence("Listening.*")
        # Offered of every new device, which each is here.
        app.press("Close this message") if page != "ready" else None
        player = subprocess.Popen(
            ["timeout", "-s", "KILL", "60", PLAYER, speech,
             os.path.join(scratch, "heard.wav"), CLIENT + ":in_0",
             CLIENT + ":out_0"], stderr=subprocess.DEVNULL)
        try:
            if page in ("listen", "ready"):
                name = "Voice" if page == "listen" else "Microphone"
                wait("the voice",
                     lambda: app.value(name, "level bar") > 25.0)
            take(app, f"{page}-{theme}")
        finally:
            player.terminate()
            player.wait()


def states(theme):
    with App(**THEMES[theme]) as app:
        take(app, f"idle-{theme}")
        app.press("Start", "push button")
        app.sentence("Listening.*")
        app.key("Escape")
        app.sentence("Muted.*")
        take(app, f"muted-{theme}")


server = Server()
server.start()
try:
    for theme in THEMES:
        for page in PAGES:
            case(f"picture_of_{page}_in_{theme}", picture, page, theme)
        case(f"pictures_of_states_in_{theme}", states, theme)
finally:
    server.stop()
    subprocess.run(["rm", "-rf", scratch], check=False)
done()
