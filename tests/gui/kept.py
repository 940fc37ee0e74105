# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""What Personal Listener keeps, where, and what it never does: notes, settings,
presets and comparisons; and what it says of files that are damaged. No sound
device is needed."""

import os
import re
import shutil
import subprocess
import tempfile
import time

from app import App, Atspi, build, case, check, done, has_state, wait

SECRET = "Zwetschgendatschi4711"


def files_with(folder, text):
    found = subprocess.run(["grep", "-rlF", text, folder], capture_output=True,
                           text=True, check=False)
    return found.stdout.split()


def note_is_saved_as_shown_and_forgotten():
    with App("--page", "note") as app:
        app.press("A quieter room, or noise switched off", "check box")
        app.type_into("The person’s own words", SECRET + ", yes")
        wait("the preview", lambda: SECRET in app.text("Preview of the note"))
        shown = app.text("Preview of the note")
        check("A quieter room" in shown, shown)
        target = os.path.join(app.home, "saved.txt")
        app.press("Save …")
        app.type_in_dialog("Save the note", target)
        wait("the saved note", lambda: os.path.exists(target)
             and os.path.getsize(target) > 0)
        with open(target, encoding="utf-8") as saved:
            check(saved.read() == shown, "saved text is not the preview's")
        os.unlink(target)
        # Nor its name, which may be a person's, in the desktop's own list.
        time.sleep(1.5)
        left = files_with(app.home, os.path.basename(target))
        check(not left, f"its name was left in {left}")
        app.press("New: forget this one")
        wait("an empty preview",
             lambda: SECRET not in app.text("Preview of the note"))
        check("A quieter room" not in app.text("Preview of the note"),
              "a tick was left")
        check(app.text("The person’s own words") == "", "words were left")
        for folder in (app.home, "/dev/shm"):
            left = files_with(folder, SECRET)
            check(not left, f"left behind in {left}")
        app.close()
        left = files_with(app.home, SECRET)
        check(not left, f"left behind in {left}")


def nothing_typed_to_show_is_kept():
    with App() as app:
        app.key("ctrl+t")
        app.get("Text to show in very large letters", "text")
        app.type_into("Text to show in very large letters", SECRET)
        app.picture("letters")
        letters = app.window()
        app.key("ctrl+w")
        wait("the letters gone", lambda: app.window() != letters)
        app.close()
        left = files_with(app.home, SECRET)
        check(not left, f"left behind in {left}")


def sanitized():
    """Then nothing can be loaded before the sanitizer."""
    with open(os.path.join(build, "config.status"), encoding="utf-8") as status:
        return "fsanitize=" in status.read()


def write(home, path, text):
    path = os.path.join(home, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def with_home(run):
    home = tempfile.mkdtemp(prefix="enhance-gui-home.")
    try:
        run(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


SETTINGS = ".config/personal-listener/settings.ini"
DOSE = ".local/share/personal-listener/dose.ini"


def damaged_files_are_told(home):
    settings = write(home, SETTINGS, "\x01\x02 no settings at all")
    dose = write(home, DOSE, "[Days\n=")
    with App(home=home) as app:
        app.get(".*was damaged.*")
        check(os.path.exists(settings + ".broken"), "nothing was put aside")
        check(os.path.exists(dose + ".broken"), "nothing was put aside")
        app.get("Start", "push button")


def pipes_in_their_place_are_put_aside(home):
    """Nobody ever writes into them: whoever opened them would wait for ever."""
    pipes = [os.path.join(home, place) for place in (SETTINGS, DOSE)]
    for pipe in pipes:
        os.makedirs(os.path.dirname(pipe), exist_ok=True)
        os.mkfifo(pipe)
    with App(home=home) as app:
        app.get(".*was damaged.*")
        app.get("Start", "push button")
        for pipe in pipes:
            check(os.path.exists(pipe + ".broken"), f"{pipe} is there")
    preset = os.path.join(home, "pipe.listen")
    os.mkfifo(preset)
    with App("--preset", preset, home=home) as app:
        app.get("The preset pipe.listen is damaged.*")
        app.get("Start", "push button")


def gone_disk_is_told(home):
    """The remembered preset lies on a network mount whose server is gone."""
    folder = os.path.join(home, "dead-mount")
    write(home, SETTINGS, f"[Settings]\npreset='{folder}/x.listen'\n")
    with App(home=home, LD_PRELOAD=os.path.join(
            build, "tests", "cli", ".libs", "dead_mount.so")) as app:
        app.get("Start", "push button")


def settings_are_remembered(home):
    with App(home=home) as app:
        slider = app.get("Volume", "slider")
        before = slider.get_current_value()
        app.press("Softer", "push button")
        app.press("Turn background noise down: high", "radio button")
        wait("3 dB less",
             lambda: slider.get_current_value() < before - 2.9)
        app.close()
    with App(home=home) as app:
        slider = app.get("Volume", "slider")
        check(abs(slider.get_current_value() - before + 3.0) < 0.1,
              f"{slider.get_current_value()} and was {before}")
        check(has_state(app.get("Turn background noise down: high"),
                        Atspi.StateType.CHECKED), "noise was forgotten")


def damaged_preset_is_told(home):
    path = write(home, "bad.listen", "[Parameters]\nvolume=loud\n")
    with App("--preset", path, home=home) as app:
        app.get("The preset bad.listen is damaged.*")
        app.get("Start", "push button")
    good = write(home, "good.listen", "[Preset]\nname=Kitchen\n"
                 "[Parameters]\nvolume=6\n")
    with App(good, home=home) as app:
        app.get("Preset in use: Kitchen")
        check(abs(app.value("Volume", "slider") - 6.0) < 0.01, "not in use")


def no_home_to_write_into_is_told():
    with App(home="/proc/self/nothing") as app:
        app.own_home = False
        app.get("Settings cannot be kept.*")
        app.get("Start", "push button")


def no_device_is_told(home):
    write(home, SETTINGS, "[Settings]\ninput-device='no such device'\n")
    with App("--page", "ready", home=home) as app:
        app.press("Start", "push button")
        app.get("The right microphone: fault")
        app.get("No microphone was found.*")
        app.press("Skip")
        app.sentence(".*No microphone or headset was found.*")
        app.get("Resume", "push button")
        app.picture("no-device")


def answer_all(app):
    """B each time, until all is asked; what is asked next depends on it."""
    while True:
        asked = app.get(r"(Question \d|Done).*").get_name()
        if asked.startswith("Done"):
            return
        app.press("B is clearer")
        wait(f"what comes after '{asked}'", lambda: app.find(
            r"(Question \d|Done).*") and not app.find(re.escape(asked)))


def comparison_can_be_undone():
    with App() as app:
        before = app.value("Volume", "slider")
        app.key("F10")
        app.press("Which is clearer, A or B\\?")
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
        wait("the volume of before",
             lambda: abs(app.value("Volume", "slider") - before) < 0.01)


def comparison_left_keeps_the_preset_chosen_before():
    """And the note tells of no profile that was only tried."""
    with App() as app:
        def begin(first):
            app.key("F10")
            app.press("Which is clearer, A or B\\?")
            app.press(first) if first else app.get("Question 1.*")

        begin(None)
        app.key("1")
        app.press("Back")
        app.key("F10")
        app.press("Communication-support note")
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
        steep = app.value("Volume", "slider")
        begin("Begin again")
        app.get("Question 1.*")
        app.key("1")
        app.press("Back")
        wait("the preset's volume",
             lambda: abs(app.value("Volume", "slider") - steep) < 0.01)


def hearing_profile_is_kept_in_presets_alone():
    with App("--page", "hearing") as app:
        field = app.get("Left ear, 1000 Hz, dB HL", "spin button")
        Atspi.Value.set_current_value(field, 65.0)
        wait("the value", lambda: field.get_current_value() == 65.0)
        app.picture("hearing")
        app.press("Keep as a preset …")
        app.type_in_dialog("Keep as a preset", "Kitchen")
        kept = os.path.join(app.home, ".local/share/personal-listener/presets",
                            "Kitchen.listen")
        wait("the preset", lambda: os.path.exists(kept))
        with open(kept, encoding="utf-8") as preset:
            check("1000=65" in preset.read(), "the threshold is not in it")
        app.close()
        with open(os.path.join(app.home, SETTINGS), encoding="utf-8") as file:
            # The preset's place is remembered, and any number may be in that.
            settings = file.read().replace(app.home, "")
        check("Kitchen.listen" in settings, f"not in use:\n{settings}")
        check("65" not in settings, f"the threshold is in them:\n{settings}")


def thresholds(app):
    """Of the left ear, from the hearing page."""
    app.key("F10")
    app.press("Hearing profile")
    return [app.value(f"Left ear, {hz} Hz, dB HL", "spin button")
            for hz in (500, 1000, 4000)]


def finished_comparison_is_remembered_whole(home):
    with App(home=home) as app:
        app.key("F10")
        app.press("Which is clearer, A or B\\?")
        app.get("Question 1.*")
        app.key("1")
        answer_all(app)
        app.press("Back")
        volume = app.value("Volume", "slider")
        heard = thresholds(app)
        app.close()
    with App(home=home) as app:
        again = app.value("Volume", "slider")
        check(abs(again - volume) < 0.01, f"{again} dB and was {volume}")
        again = thresholds(app)
        check(again == heard, f"{again} dB HL and was {heard}")


def opened_preset_stays_out_of_the_recent_files(home):
    path = write(home, "elsewhere/Mr-Secret.listen",
                 "[Preset]\nname=Kitchen\n[Parameters]\nvolume=6\n")
    with App("--page", "presets", home=home) as app:
        app.press("Open a file …")
        app.type_in_dialog("Open a preset", path, "ctrl+l", "Open")
        app.get("In use: Kitchen")
        time.sleep(1.5)
        left = files_with(os.path.join(home, ".local"), "Mr-Secret")
        check(not left, f"its name was left in {left}")
        app.close()
        left = files_with(os.path.join(home, ".local"), "Mr-Secret")
        check(not left, f"its name was left in {left}")


case("note_is_saved_as_shown_and_forgotten",
     note_is_saved_as_shown_and_forgotten)
case("nothing_typed_to_show_is_kept", nothing_typed_to_show_is_kept)
case("settings_are_remembered", with_home, settings_are_remembered)
case("damaged_files_are_told_and_put_aside", with_home, damaged_files_are_told)
case("pipes_in_their_place_are_put_aside",
     with_home, pipes_in_their_place_are_put_aside)
if not sanitized():
    case("gone_disk_does_not_keep_the_window",
         with_home, gone_disk_is_told)
case("damaged_preset_is_told", with_home, damaged_preset_is_told)
case("no_home_to_write_into_is_told", no_home_to_write_into_is_told)
case("no_device_is_told", with_home, no_device_is_told)
case("comparison_can_be_undone", comparison_can_be_undone)
case("comparison_left_keeps_the_preset_chosen_before",
     comparison_left_keeps_the_preset_chosen_before)
case("hearing_profile_is_kept_in_presets_alone",
     hearing_profile_is_kept_in_presets_alone)
case("finished_comparison_is_remembered_whole",
     with_home, finished_comparison_is_remembered_whole)
case("opened_preset_stays_out_of_the_recent_files",
     with_home, opened_preset_stays_out_of_the_recent_files)
done()
