# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""What Personal Listener keeps, where, and what it never does: notes, settings,
presets and comparisons; and what it says of files that are damaged. No sound
device is needed."""

import os
import re
import subprocess
import time

from app import (App, Atspi, build, case, check, done, has_state, wait, walk,
                 with_home)

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


def absurd_window_sizes_are_survived(home):
    for width, height in ((-5, 0), (2147483647, 2147483647), (1, 1)):
        write(home, SETTINGS, f"[Settings]\nwindow-width={width}\n"
              f"window-height={height}\n")
        with App(home=home) as app:
            app.get("Start", "push button")
            check(app.close() == 0, f"{width} × {height}")


def settings_are_remembered(home):
    with App(home=home) as app:
        slider = app.get("Loudness", "slider")
        before = slider.get_current_value()
        app.press("Softer", "push button")
        app.press("Background noise: least", "radio button")
        wait("a step less",
             lambda: slider.get_current_value() == before - 1)
        app.close()
    with App(home=home) as app:
        slider = app.get("Loudness", "slider")
        check(slider.get_current_value() == before - 1,
              f"{slider.get_current_value()} and was {before}")
        check(has_state(app.get("Background noise: least"),
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
        # The preset's own volume is the fit.
        check(app.value("Loudness", "slider") == 5, "not as fitted")
        app.get("Preset: Kitchen", "push button")


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
        # Nobody has listened: there is nothing to resume.
        app.get("Start", "push button")
        app.picture("no-device")


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


KITCHEN = ".local/share/personal-listener/presets/Kitchen.listen"
PRESET = "[Preset]\nname=Kitchen\n[Parameters]\nvolume=6\n" \
    "[Audiogram Left]\n1000=65\n"


def deleting_asks_and_can_be_undone(home):
    path = write(home, KITCHEN, PRESET)
    with App("--page", "presets", home=home) as app:
        app.press("Delete: Kitchen")
        app.get("Delete “Kitchen”.*")
        app.press("Cancel", "push button")
        wait("the row", lambda: app.find("Delete: Kitchen"))
        check(os.path.exists(path), "Cancel deleted it")
        app.press("Delete: Kitchen")
        app.press("Delete", "push button")
        app.get("“Kitchen” was deleted.")
        check(not os.path.exists(path), "it is still there")
        left = files_with(home, "1000=65")
        check(not left, f"the thresholds are in {left}")
        app.press("Undo", "push button")
        app.get("Use: Kitchen")
        with open(path, encoding="utf-8") as file:
            check(file.read() == PRESET, "it came back otherwise")
        check(os.stat(path).st_mode & 0o077 == 0, "others may read it")


def deleted_is_not_in_use(home):
    write(home, KITCHEN, PRESET)
    with App("--page", "presets", home=home) as app:
        app.press("Use: Kitchen")
        app.get("In use: Kitchen")
        app.press("Delete: Kitchen")
        app.press("Delete", "push button")
        app.get("In use: Kitchen \\(deleted\\)")
        app.close()
    with App("--page", "presets", home=home) as app:
        app.get("In use: Mild")


def gone_preset_is_told(home):
    path = write(home, KITCHEN, PRESET)
    with App("--page", "presets", home=home) as app:
        app.press("Use: Kitchen")
        app.get("In use: Kitchen")
        app.close()
    os.unlink(path)
    with App(home=home) as app:
        app.get("The preset Kitchen is not there any more. Mild is in use.*")
        app.get("Preset: Mild", "push button")


def new_person_begins_as_fitted():
    with App() as app:
        slider = app.get("Loudness", "slider")
        app.press("Louder", "push button")
        app.press("Crisper", "push button")
        wait("two knobs turned", lambda: slider.get_current_value() == 6
             and app.value("Sound", "slider") == 1)
        app.go("New person: begin soft")
        wait("both as fitted", lambda: slider.get_current_value() == 5
             and app.value("Sound", "slider") == 0)


def after_a_day_it_begins_soft(home):
    with App(home=home) as app:
        app.press("Louder", "push button")
        wait("a step more", lambda: app.value("Loudness", "slider") == 6)
        app.close()
    with App(home=home) as app:
        check(app.value("Loudness", "slider") == 6, "it was forgotten")
        app.close()
    path = os.path.join(home, SETTINGS)
    with open(path, encoding="utf-8") as file:
        kept = re.sub("last-listened=.*\n", "", file.read())
    with open(path, "w", encoding="utf-8") as file:
        file.write(kept + f"last-listened=int64 {int(time.time()) - 90000}\n")
    with App(home=home) as app:
        app.get("It is a day or more since the last time.*")
        check(app.value("Loudness", "slider") == 5, "it did not begin soft")
        app.press("As last time", "push button")
        wait("as last time", lambda: app.value("Loudness", "slider") == 6)


def last_steps_ask_again():
    with App() as app:
        slider = app.get("Loudness", "slider")
        app.press("Louder", "push button")
        app.press("Louder", "push button")
        wait("the last free step", lambda: slider.get_current_value() == 7)
        app.press("Louder", "push button")
        app.get("Press again for louder")
        check(slider.get_current_value() == 7, "one press was enough")
        app.press("Louder", "push button")
        wait("a step more", lambda: slider.get_current_value() == 8)
        # Nor by the slider.
        Atspi.Value.set_current_value(slider, 10.0)
        time.sleep(0.3)
        check(slider.get_current_value() == 8, "the slider went on")


def scenes_set_noise_and_loudness():
    with App("--page", "presets") as app:
        app.press("Use: Very soft voice")
        app.get("Set for: Very soft voice")
        app.press("Back")
        check(app.value("Loudness", "slider") == 7, "not louder")
        check(has_state(app.get("Background noise: low"),
                        Atspi.StateType.CHECKED), "noise is otherwise")


def ready_phrases_are_shown_and_turned():
    with App() as app:
        app.key("ctrl+t")
        app.press("Shall we take a break.", "push button")
        wait("the phrase", lambda: app.text(
            "Text to show in very large letters") == "Shall we take a break?")
        app.press("Turn round", "toggle button")
        app.get("The text, turned round")
        wait("the text hidden", lambda: not app.find(
            "Text to show in very large letters"))
        app.press("Clear", "push button")
        wait("nothing left", lambda: app.text(
            "Text to show in very large letters") == "")


def strip_sets_loudness():
    with App() as app:
        app.go("Strip on top of other windows")
        strip = app.get("Personal Listener: strip", "window|frame|dialog")
        louder = wait("its Louder", lambda: next(
            (node for node in walk(strip) if node.get_name() == "Louder"),
            None))
        louder.do_action(0)
        wait("a step more", lambda: app.value("Loudness", "slider") == 6)


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
case("absurd_window_sizes_are_survived",
     with_home, absurd_window_sizes_are_survived)
case("damaged_files_are_told_and_put_aside", with_home, damaged_files_are_told)
case("pipes_in_their_place_are_put_aside",
     with_home, pipes_in_their_place_are_put_aside)
if not sanitized():
    case("gone_disk_does_not_keep_the_window",
         with_home, gone_disk_is_told)
case("damaged_preset_is_told", with_home, damaged_preset_is_told)
case("no_home_to_write_into_is_told", no_home_to_write_into_is_told)
case("no_device_is_told", with_home, no_device_is_told)
case("hearing_profile_is_kept_in_presets_alone",
     hearing_profile_is_kept_in_presets_alone)
case("deleting_a_preset_asks_and_can_be_undone",
     with_home, deleting_asks_and_can_be_undone)
case("a_deleted_preset_is_not_in_use", with_home, deleted_is_not_in_use)
case("a_preset_that_is_gone_is_told_in_words", with_home, gone_preset_is_told)
case("a_new_person_begins_as_fitted", new_person_begins_as_fitted)
case("after_a_day_it_begins_soft", with_home, after_a_day_it_begins_soft)
case("the_last_steps_ask_for_a_second_press", last_steps_ask_again)
case("scenes_set_noise_and_loudness", scenes_set_noise_and_loudness)
case("ready_phrases_are_shown_and_turned", ready_phrases_are_shown_and_turned)
case("the_strip_sets_loudness", strip_sets_loudness)
case("opened_preset_stays_out_of_the_recent_files",
     with_home, opened_preset_stays_out_of_the_recent_files)
done()
