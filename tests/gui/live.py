# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""From Start to sound, and back from every fault, on a private JACK server.
What the ear gets is recorded from the ports of the listening process."""

import os
import subprocess
import tempfile
import time

from app import (App, Failed, build, case, check, done, is_alive,
                 kill_hard, tell, wait)
from desktop import Desktop
from server import Server

CLIENT = "Personal Listener"
PLAYER = os.path.join(build, "tests", "rig", "jack_player")
scratch = tempfile.mkdtemp(prefix="enhance-gui-live.")
tone = os.path.join(scratch, "tone.wav")
subprocess.run([os.path.join(build, "tests", "cli", "make_wav"), tone, "sine", "48000",
                "1", "float", "96000", "-45"], check=True)


nothing = os.path.join(scratch, "nothing.wav")
subprocess.run([os.path.join(build, "tests", "cli", "make_wav"), nothing, "silence",
                "48000", "1", "float", "144000"], check=True)


def play(limit=30):
    """Plays the tone into the microphone; the level at the ear, dBFS."""
    heard = os.path.join(scratch, "heard.wav")
    if os.path.exists(heard):
        os.unlink(heard)
    # After gaps of a busy machine the sound begins anew, and its ports are away
    # for a moment.
    for _ in range(3):
        subprocess.run([PLAYER, "--wait", CLIENT + ":out_0", str(limit)],
                       capture_output=True, check=False)
        ran = subprocess.run(
            ["timeout", "-s", "KILL", str(limit), PLAYER, tone, heard,
             CLIENT + ":in_0", CLIENT + ":out_0"],
            capture_output=True, text=True, check=False)
        if ran.returncode == 0:
            break
    check(ran.returncode == 0, f"the player said: {ran.stderr}")
    found = subprocess.run(
        [os.path.join(build, "tests", "cli", "look_wav"), "level", heard],
        capture_output=True, text=True, check=True)
    return float(found.stdout.split()[0].replace("-inf", "-999"))


def listening(app):
    app.sentence("Listening.*")


def meter(app, name):
    return app.value(name, "level bar")


def start_brings_sound(app):
    app.press("Start")
    listening(app)
    app.press("Background noise: keep", "radio button")
    # The first one is for the quiet start and for all that settles.
    wait("sound at the ear", lambda: play() > -70.0)


def meters_move(app):
    player = subprocess.Popen(
        ["timeout", "-s", "KILL", "30", PLAYER, tone,
         os.path.join(scratch, "meters.wav"), CLIENT + ":in_0",
         CLIENT + ":out_0"], stderr=subprocess.DEVNULL)
    try:
        wait("the voice's meter", lambda: meter(app, "Voice") > 10.0)
    finally:
        player.wait()


def steady():
    """The level at the ear once two in turn agree: after a gap of a busy machine
    the sound comes back slowly, and a recording may begin in that."""
    heard = [play()]

    def agree():
        heard.append(play())
        return abs(heard[-1] - heard[-2]) < 0.3
    try:
        wait("a steady tone", agree)
    except Failed as failed:
        raise Failed(f"{failed}; levels in dBFS: {heard}") from None
    return heard[-1]


def louder_is_6_db_louder(app):
    before = steady()
    app.key("ctrl+plus", "ctrl+plus")
    wait("a louder tone", lambda: play() > before + 3.0)
    after = steady()
    check(abs(after - before - 6.0) < 1.0,
          f"from {before} to {after} dB, and 6 were asked for")
    app.key("ctrl+minus", "ctrl+minus")


def it_rises_slowly(app):
    """12 dB, asked for at once, take 2 s: what is set of the listening process
    comes in steps."""
    for _ in range(4):
        app.press("Softer", "push button")
    low = steady()
    begun = time.monotonic()
    for _ in range(4):
        app.press("Louder", "push button")
    pressed = time.monotonic() - begun
    # Meanwhile no more than 6 dB a second came, however slow the machine.
    level = play()
    took = time.monotonic() - begun
    check(level < low + 6.0 * took + 1.0, f"{level - low} dB in {took} s")
    wait("all of it", lambda: play() > low + 11.0)
    took = time.monotonic() - begun
    check(took > 11.0 / 6.0 - pressed, f"11 dB in {took} s")


def ears(press):
    """The levels at both ears while the microphone hears nothing and `press` is
    done, dBFS."""
    heard = os.path.join(scratch, "ears.wav")
    player = subprocess.Popen(
        ["timeout", "-s", "KILL", "30", PLAYER, nothing, heard,
         CLIENT + ":in_0", f"{CLIENT}:out_0,{CLIENT}:out_1"],
        stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        press()
    finally:
        player.wait()
    found = subprocess.run(
        [os.path.join(build, "tests", "cli", "look_wav"), "level", heard],
        capture_output=True, text=True, check=True)
    return [float(line.replace("-inf", "-999"))
            for line in found.stdout.split()]


def tones_tell_left_from_right(app):
    app.go("Listening check")
    app.get("Both ears: still to do")
    for ear, name in enumerate(("Left ear", "Right ear")):
        # Both in one recording, which a busy machine may begin too late.
        def heard():
            levels = ears(lambda: app.press(name, "push button"))
            return levels if max(levels) > -70.0 else None
        levels = wait(f"a tone for {name}", heard)
        check(levels[ear] > -70.0 and levels[1 - ear] < -150.0,
              f"{name}: {levels} dB")
        app.press("Yes, heard")
    app.get("Both ears: good")
    app.press("Back")


def esc_is_silence(app):
    app.key("Escape")
    app.sentence("Muted.*")
    check(play() < -150.0, "the ear is not silent")
    # Pressed again in a fright: still silent.
    app.key("Escape")
    check(play() < -150.0, "Esc again brought the sound back")


def space_brings_it_back(app):
    app.key("space")
    listening(app)
    wait("sound at the ear", lambda: play() > -70.0)
    app.key("space")
    app.sentence("Muted.*")
    app.press("Sound on")
    listening(app)


def muting_by_keyboard_works_on_their_screens(app):
    """Ctrl+M is the same everywhere, also where somebody types."""
    for key in ("F11", "ctrl+t"):
        before = app.window()
        app.key(key)
        wait("the other window", lambda: app.window() != before)
        app.key("ctrl+m")
        app.sentence("Muted.*")
        app.key("ctrl+m")
        listening(app)
        app.key("ctrl+w")
        wait("the first window", lambda: app.window() == before)


def computer_stays_awake(app):
    """While somebody listens, muted or not; nobody touches it then."""
    wait("the desktop was asked", desktop.is_kept_awake)
    app.press("Stop")
    wait("the desktop may sleep", lambda: not desktop.held)
    app.press("Start")
    listening(app)
    wait("the desktop was asked again", desktop.is_kept_awake)


def stop_and_start(app):
    app.press("Stop")
    app.sentence("Stopped.*press Start.*")
    wait("no listening process", lambda: not tell(app.pid()))
    app.press("Start")
    listening(app)


def crash_is_told_and_mended(app, server):
    server.crash()
    told = app.sentence(".*(sound stopped|Resume|interrupted).*").get_name()
    server.start()
    # Back by itself, or by one press where a person has to say so.
    def back():
        if app.find("Listening.*", "status bar"):
            return True
        button = app.find("Resume", "push button")
        if button:
            button.do_action(0)
        return False
    wait(f"sound after '{told}'", back, 90)
    wait("sound at the ear", lambda: play() > -70.0)


def killed_app_leaves_no_sound(app):
    child = wait("the listening process", lambda: tell(app.pid()))[0]
    kill_hard(app)
    wait("the end of the listening process", lambda: not is_alive(child))


def close_is_silence(app):
    app.press("Start")
    listening(app)
    child = wait("the listening process", lambda: tell(app.pid()))[0]
    check(app.close() == 0, "the app did not end with 0")
    wait("the end of the listening process", lambda: not is_alive(child))


desktop = Desktop()
server = Server()
server.start()
try:
    with App() as first:
        case("start_brings_sound", start_brings_sound, first)
        case("meters_move", meters_move, first)
        case("louder_by_keyboard_is_6_dB_louder", louder_is_6_db_louder, first)
        case("it_rises_6_dB_a_second_at_most", it_rises_slowly, first)
        case("tones_tell_left_from_right", tones_tell_left_from_right, first)
        case("esc_is_silence", esc_is_silence, first)
        case("space_brings_it_back", space_brings_it_back, first)
        case("muting_by_keyboard_works_on_their_screens",
             muting_by_keyboard_works_on_their_screens, first)
        case("computer_stays_awake_while_listening", computer_stays_awake, first)
        case("stop_ends_and_start_begins_again", stop_and_start, first)
        case("a_crashed_server_is_told_and_mended", crash_is_told_and_mended,
             first, server)
        case("a_killed_app_leaves_no_sound", killed_app_leaves_no_sound, first)
    with App() as second:
        case("closing_asks_nothing_and_is_silent", close_is_silence, second)
finally:
    server.stop()
    subprocess.run(["rm", "-rf", scratch], check=False)
done()
