# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""Silence and the end, wherever the app is: under menus, dialogs and its other
windows. On a private JACK server."""

import os
import signal

from app import LIMIT, App, case, check, done, is_alive, tell, wait
from server import Server

SETTINGS = ".config/personal-listener/settings.ini"


def listen(app):
    app.press("Start", "push button")
    app.sentence("Listening.*")


# How each is opened from the first page, and what is there once it is open.
PLACES = {
    "the_menu": (lambda app: app.key("F10"), "Help and privacy"),
    "about": (lambda app: app.go("About Personal Listener"), "Close"),
    "keep": (lambda app: (app.key("ctrl+p"), app.press("Keep what is set …")),
             "Keep"),
    "open": (lambda app: (app.key("ctrl+p"), app.press("Open a file …")),
             "Open"),
    "save": (lambda app: (app.key("ctrl+n"), app.press("Save …")), "Save"),
    "print": (lambda app: (app.key("ctrl+n"), app.press("Print …")),
              "Preview|Print"),
    "type_to_show": (lambda app: app.key("ctrl+t"),
                     "Text to show in very large letters"),
    "listeners_screen": (lambda app: app.key("F11"), "Softer"),
}
MODAL = ("about", "keep", "open", "save", "print")


def opened(app, place):
    how, there = PLACES[place]
    before = app.window()
    how(app)
    app.get(there)
    if place != "the_menu":
        wait("the other window", lambda: app.window() != before)


def esc_silences(place):
    with App() as app:
        listen(app)
        opened(app, place)
        app.key("Escape")
        app.sentence("Muted.*")


def ctrl_m_silences(place):
    with App() as app:
        listen(app)
        opened(app, place)
        app.key("ctrl+m")
        app.sentence("Muted.*")
        app.key("ctrl+m")
        app.sentence("Listening.*")


def ends_under(place, how):
    """The sound ends with the app, and what was just set is kept."""
    with App() as app:
        listen(app)
        child = wait("the listening process", lambda: tell(app.pid()))[0]
        app.press("Softer", "push button")
        opened(app, place)
        how(app)
        check(app.process.wait(LIMIT) == 0, f"{app.process.returncode}")
        wait("the end of the listening process", lambda: not is_alive(child))
        with open(os.path.join(app.home, SETTINGS), encoding="utf-8") as file:
            settings = file.read()
        check("volume=-3" in settings, settings)


def printing_twice_and_closing_is_no_crash():
    with App() as app:
        listen(app)
        app.key("ctrl+n")
        for _ in range(2):
            before = app.window()
            app.press("Print …")
            wait("the printing dialog", lambda: app.window() != before)
            app.key("Escape")
            wait("the dialog closed", lambda: app.window() == before)
        check(app.close() == 0, f"it ended with {app.process.returncode}")


def by(number):
    return lambda app: os.kill(app.pid(), number)


server = Server()
server.start()
try:
    for each in PLACES:
        case(f"esc_silences_in_{each}", esc_silences, each)
    for each in ("save", "keep", "type_to_show"):
        case(f"ctrl_m_silences_in_{each}", ctrl_m_silences, each)
    for each in MODAL:
        case(f"sigterm_ends_the_sound_under_{each}", ends_under, each,
             by(signal.SIGTERM))
    case("sigint_ends_the_sound_under_save", ends_under, "save",
         by(signal.SIGINT))
    case("sighup_ends_the_sound_under_about", ends_under, "about",
         by(signal.SIGHUP))
    case("quit_ends_the_sound_under_keep", ends_under, "keep",
         lambda app: app.key("ctrl+q"))
    case("printing_twice_and_closing_is_no_crash",
         printing_twice_and_closing_is_no_crash)
finally:
    server.stop()
done()
