# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""Which is clearer, A or B? On a private JACK server, since both have to be heard
before one can be called clearer."""

import os
import re
import time

from app import App, Atspi, case, check, done, has_state, wait, with_home
from server import Server


def can_answer(app):
    return has_state(app.get("B is clearer", "push button"),
                     Atspi.StateType.SENSITIVE)


def answers_wait_until_both_were_heard():
    with App("--page", "compare") as app:
        app.get("Question 1.*")
        app.get("Nothing is heard now: press Start below.")
        app.key("1")
        app.key("2")
        time.sleep(0.5)
        check(not can_answer(app), "answered in silence")
        start(app)
        app.key("1")
        app.get("Let somebody talk.*")
        time.sleep(3.0)
        check(not can_answer(app), "answered after A alone")
        app.key("2")
        wait("both to be heard", lambda: can_answer(app))


def keep_says_what_was_kept(home):
    with App("--page", "compare", home=home) as app:
        start(app)
        answer_all(app)
        app.press("Keep as a preset …")
        app.type_in_dialog("Keep as a preset", "Kitchen")
        app.get("Kept as the preset “Kitchen”.*")
        app.get("Done.*")
        check(os.path.exists(os.path.join(
            home, ".local/share/personal-listener/presets/Kitchen.listen")),
            "there is no file")
        app.press("Back")
        check(app.value("Loudness", "slider") == 5, "not as fitted")


def hear_both(app):
    """In turn, until the answer is taken: a busy machine counts slowly."""
    while not can_answer(app):
        for key, name in (("1", "Listen to A"), ("2", "Listen to B")):
            app.key(key)
            wait(name, lambda: has_state(app.get(name),
                                         Atspi.StateType.CHECKED))
            time.sleep(2.2)


def start(app):
    app.press("Start", "push button")
    app.sentence("Listening.*")


def answer_all(app):
    """B each time, until all is asked; what is asked next depends on it."""
    while True:
        asked = app.get(r"(Question \d|Done).*").get_name()
        if asked.startswith("Done"):
            return
        hear_both(app)
        app.press("B is clearer")
        wait(f"what comes after '{asked}'", lambda: app.find(
            r"(Question \d|Done).*") and not app.find(re.escape(asked)))


def comparison_can_be_undone():
    with App() as app:
        start(app)
        before = app.value("Loudness", "slider")
        app.go("Which is clearer, A or B?")
        app.get("Question 1.*")
        app.key("1")
        wait("A", lambda: has_state(app.get("Listen to A"),
                                    Atspi.StateType.CHECKED))
        app.key("2")
        wait("B", lambda: has_state(app.get("Listen to B"),
                                    Atspi.StateType.CHECKED))
        answer_all(app)
        app.picture("compared")
        app.press("Undo: as it was before")
        app.get("Question 1.*")
        app.press("Back")
        wait("the loudness of before",
             lambda: app.value("Loudness", "slider") == before)
        app.get("Preset: Mild", "push button")


def comparison_left_keeps_the_preset_chosen_before():
    """And the note tells of no profile that was only tried."""
    with App() as app:
        start(app)

        def begin(first):
            app.go("Which is clearer, A or B?")
            app.press(first) if first else app.get("Question 1.*")

        begin(None)
        app.key("1")
        app.press("Back")
        app.go("Communication-support note")
        wait("the preview", lambda: app.text("Preview of the note"))
        check("hearing profile" not in app.text("Preview of the note"),
              app.text("Preview of the note"))
        app.press("Back")
        begin(None)
        app.key("2")
        answer_all(app)
        app.press("Back")
        app.key("ctrl+p")
        app.press("Use: Steep.*")
        app.press("Back")
        steep = app.value("Loudness", "slider")
        begin("Begin again")
        app.get("Question 1.*")
        app.key("1")
        app.press("Back")
        wait("the preset's loudness",
             lambda: app.value("Loudness", "slider") == steep)
        app.get("Preset: Steep", "push button")


def thresholds(app):
    """Of the left ear, from the hearing page."""
    app.go("Hearing profile")
    return [app.value(f"Left ear, {hz} Hz, dB HL", "spin button")
            for hz in (500, 1000, 4000)]


def finished_comparison_is_remembered_whole(home):
    with App(home=home) as app:
        start(app)
        app.go("Which is clearer, A or B?")
        app.get("Question 1.*")
        app.key("1")
        answer_all(app)
        app.press("Back")
        volume = app.value("Loudness", "slider")
        heard = thresholds(app)
        app.close()
    with App(home=home) as app:
        again = app.value("Loudness", "slider")
        check(abs(again - volume) < 0.01, f"{again} dB and was {volume}")
        again = thresholds(app)
        check(again == heard, f"{again} dB HL and was {heard}")


server = Server()
server.start()
try:
    case("answers_wait_until_both_were_heard",
         answers_wait_until_both_were_heard)
    case("comparison_can_be_undone", comparison_can_be_undone)
    case("comparison_left_keeps_the_preset_chosen_before",
         comparison_left_keeps_the_preset_chosen_before)
    case("finished_comparison_is_remembered_whole",
         with_home, finished_comparison_is_remembered_whole)
    case("keep_says_what_was_kept", with_home, keep_says_what_was_kept)
finally:
    server.stop()
done()
