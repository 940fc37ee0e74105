# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""Every page of Personal Listener without a sound device: pictures, names, keys,
sizes, contrast, languages."""

import os
import re
import subprocess
import time

from app import (App, Atspi, Failed, build, case, check, done, has_state, program,
                 screenshot, showing, wait, walk)

PAGES = ["listen", "ready", "compare", "hearing", "presets", "devices",
         "safety", "note", "help", "privacy"]
pictures = os.path.join(build, "tests", "pictures")
os.makedirs(pictures, exist_ok=True)

# What a person presses, moves or writes into.
ROLES = {"push button", "toggle button", "slider", "radio button", "check box",
         "combo box", "text", "entry", "spin button"}


def name_of(page, kind):
    return os.path.join(pictures, f"{page}-{kind}.png")


def pictures_are_made(kind, **environment):
    for page in PAGES:
        screenshot(name_of(page, kind), "--page", page, **environment)


def size_of(path):
    told = subprocess.run(["identify", "-format", "%w %h", path],
                          capture_output=True, text=True, check=True)
    return [int(number) for number in told.stdout.split()]


def nothing_is_cut_at_200_percent(language):
    """Pages scroll up and down; sideways all has to fit."""
    for page in PAGES:
        path = name_of(page, "large-" + language)
        screenshot(path, "--page", page, GDK_DPI_SCALE="2", LANGUAGE=language)
        width = size_of(path)[0]
        # The window's own frame takes up to 12 pixels each side.
        check(width <= 1048, f"{page} is {width} pixels wide")


def silence_is_in_view_at_200_percent(language, silence):
    with App(LANGUAGE=language, GDK_DPI_SCALE="2") as app:
        box = app.get(silence, "push button").get_extents(
            Atspi.CoordType.SCREEN)
        check(box.x >= 0 and box.x + box.width <= 1024
              and box.y + box.height <= 768,
              f"{silence} is at {box.x}, {box.y}, {box.width} × {box.height}")


def controls(app):
    return [node for node in walk(app.node)
            if node.get_role_name() in ROLES and showing(node)]


def every_control_has_a_name(page):
    with App("--page", page) as app:
        app.get(".*", "frame")
        found = controls(app)
        check(len(found) >= 3, f"only {len(found)} controls on {page}")
        bare = [node.get_role_name() for node in found
                if not (node.get_name() or "").strip()
                and "in a list" not in (node.get_description() or "")]
        check(not bare, f"{page}: without a name: {bare}")
        meters = [node for node in walk(app.node)
                  if node.get_role_name() == "level bar" and showing(node)]
        check(all(node.get_name() for node in meters), "a meter has no name")


def tab_reaches_everything(page):
    with App("--page", page) as app:
        app.get(".*", "frame")

        def wanted():
            nodes = {}
            for node in walk(app.node):
                role = node.get_role_name()
                # Of a group Tab visits the one that is chosen.
                other = role == "radio button" \
                    and not has_state(node, Atspi.StateType.CHECKED)
                if role in ROLES and not other and showing(node) \
                        and has_state(node, Atspi.StateType.FOCUSABLE) \
                        and has_state(node, Atspi.StateType.SENSITIVE):
                    nodes[node.get_name() + " / " + role] = node
            return nodes

        every = set(wanted())
        check(every, f"nothing to reach on {page}")
        app.focus()
        for key in ("Tab", "shift+Tab"):
            missing = set(every)
            for _ in range(4 * len(every) + 20):
                subprocess.run(["xdotool", "key", key], check=True)
                time.sleep(0.03)
                node = app.focused()
                if node is not None:
                    missing.discard(
                        node.get_name() + " / " + node.get_role_name())
                if not missing:
                    break
            check(not missing,
                  f"{page}: by {key} not reached: {sorted(missing)}")


def main_buttons_are_large():
    with App() as app:
        for name in ("Start", "Silence", "Type to show", "Listener’s screen",
                     "Softer", "Louder", "Warmer", "Crisper",
                     "Background noise: keep", "Background noise: least"):
            box = app.get(name).get_extents(Atspi.CoordType.WINDOW)
            check(box.height >= 64 and box.width >= 64,
                  f"{name} is {box.width} × {box.height}")


# Contrast by WCAG 2: of the commonest colour in a button to the farthest from
# it that is there more than by the softened edges of letters.

def luminance(colour):
    parts = []
    for value in colour:
        value /= 255.0
        parts.append(value / 12.92 if value <= 0.03928
                     else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast_in(path, box):
    told = subprocess.run(
        ["convert", path, "-crop",
         f"{box.width - 16}x{box.height - 16}+{box.x + 8}+{box.y + 8}",
         "-alpha", "off", "-depth", "8", "-format", "%c", "histogram:info:-"],
        capture_output=True, text=True, check=True).stdout
    colours = []
    for line in told.splitlines():
        found = re.match(r" *(\d+): \( *([\d.]+), *([\d.]+), *([\d.]+)", line)
        if found:
            colours.append((int(found[1]),
                            tuple(float(found[i]) for i in (2, 3, 4))))
    check(colours, f"no colours in {path}: {told[:200]}")
    ground = max(colours)[1]
    return max(contrast(ground, colour) for number, colour in colours
               if number >= 8)


def check_contrast(app, picture, boxes, least):
    """Of what is in these boxes of the screen, once all of it is drawn."""
    path = os.path.join(pictures, picture + ".png")
    found = {}

    def look():
        app.picture(picture)
        for name, box in boxes.items():
            found[name] = contrast_in(path, box)
        return min(found.values()) >= least
    try:
        wait("contrast", look, 10.0)
    except Failed:
        raise Failed(f"{picture}: {least} to 1 is asked for: {found}") from None


def contrast_is_enough(kind, least, **environment):
    with App(**environment) as app:
        app.focus()
        app.key("Tab")
        check_contrast(app, f"screen-{kind}", {
            name: app.get(name).get_extents(Atspi.CoordType.SCREEN)
            for name in ("Start", "Softer", "Louder", "Warmer", "Crisper",
                         "Background noise: keep",
                         "Background noise: low")}, least)


def persons_screen_has_7_to_1():
    with App() as app:
        app.press("Listener’s screen")
        window = app.get("Listener’s screen", "frame")
        names = ("Louder", "Softer", "Warmer", "Crisper", "Start")

        def look():
            found = {node.get_name(): node.get_extents(Atspi.CoordType.SCREEN)
                     for node in walk(window) if showing(node)
                     and node.get_name() in names
                     and node.get_role_name() == "push button"}
            return len(found) == len(names) \
                and min(box.height for box in found.values()) >= 120 and found
        boxes = wait("five buttons, each 120 pixels high at least", look)
        check_contrast(app, "person", boxes, 7.0)


def tree_follows_reading_order():
    with App() as app:
        app.get("Start", "push button")
        wanted = ["Softer", "Loudness", "Louder", "Warmer", "Sound", "Crisper",
                  "Background noise: keep", "Background noise: least", "Start",
                  "Silence", "Type to show", "Listener’s screen"]
        found = []
        for node in walk(app.node):
            if not showing(node):
                continue
            if node.get_role_name() == "status bar":
                found.append("the state")
            elif node.get_role_name() in ("push button", "slider",
                                          "radio button") \
                    and node.get_name() in wanted:
                found.append(node.get_name())
        check(found == ["the state"] + wanted, f"{found}")


def wheel_moves_nothing():
    with App() as app:
        slider = app.get("Loudness", "slider")
        before = slider.get_current_value()
        box = slider.get_extents(Atspi.CoordType.SCREEN)
        app.focus()
        subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2),
                        str(box.y + box.height // 2), "click", "4", "click",
                        "5", "click", "4"], check=True)
        time.sleep(0.3)
        check(slider.get_current_value() == before, "the wheel moved it")
        app.press("Louder", "push button")
        wait("a step more", lambda: slider.get_current_value() == before + 1)


def trough_click_is_one_step():
    with App() as app:
        slider = app.get("Loudness", "slider")
        box = slider.get_extents(Atspi.CoordType.SCREEN)

        def click(share):
            app.focus()
            subprocess.run(["xdotool", "mousemove",
                            str(box.x + int(share * box.width)),
                            str(box.y + 12), "click", "1"], check=True)
        click(0.97)
        wait("a step up", lambda: slider.get_current_value() == 6)
        click(0.03)
        wait("a step down", lambda: slider.get_current_value() == 5)


def second_start_shows_the_first():
    with App() as app:
        second = subprocess.run([program, "--page", "help"], env=app.env,
                                capture_output=True, timeout=40, check=False)
        check(second.returncode == 0, second.stderr.decode())
        app.get("In twenty seconds")
        check(app.process.poll() is None, "the first one ended")


def options_are_kept():
    def run(*arguments):
        app = App(*arguments)
        try:
            return app.process.wait(40), app.output()
        finally:
            app.end()
    status, said = run("--version")
    check(status == 0 and re.search(r"\d+\.\d+\.\d+", said), said)
    status, said = run("--help")
    check(status == 0 and "--screenshot" in said and "--preset" in said, said)
    status, said = run("--page", "nowhere")
    check(status == 2 and "nowhere" in said, f"{status}: {said}")
    status, said = run("--screenshot", "/nowhere/picture.png")
    check(status == 3 and "/nowhere/picture.png" in said, f"{status}: {said}")


def speaks(language, louder, foreign):
    with App(LANGUAGE=language) as app:
        app.get(louder, "push button")
        check(app.find(foreign) is None, f"'{foreign}' is there")
        app.picture("listen-" + language)


case("pictures_in_light_are_made", lambda: pictures_are_made("light"))
case("pictures_in_dark_are_made",
     lambda: pictures_are_made("dark", GTK_THEME="Adwaita:dark"))
for language, silence in (("en", "Silence"), ("de", "Stille"),
                          ("fr", "Silence")):
    case(f"nothing_is_cut_at_200_percent_in_{language}",
         nothing_is_cut_at_200_percent, language)
    case(f"silence_is_in_view_at_200_percent_in_{language}",
         silence_is_in_view_at_200_percent, language, silence)
for each in PAGES:
    case(f"every_control_of_{each}_has_a_name", every_control_has_a_name, each)
for each in PAGES:
    case(f"tab_reaches_everything_of_{each}", tab_reaches_everything, each)
case("main_buttons_are_64_pixels_at_least", main_buttons_are_large)
case("contrast_is_4_5_in_light", lambda: contrast_is_enough("light", 4.5))
case("contrast_is_4_5_in_dark",
     lambda: contrast_is_enough("dark", 4.5, GTK_THEME="Adwaita:dark"))
case("contrast_is_7_in_high_contrast",
     lambda: contrast_is_enough("high", 7.0, GTK_THEME="HighContrast"))
case("persons_screen_has_7_to_1", persons_screen_has_7_to_1)
case("the_tree_follows_reading_order", tree_follows_reading_order)
case("wheel_moves_nothing", wheel_moves_nothing)
case("a_click_into_the_trough_is_one_step", trough_click_is_one_step)
case("second_start_shows_the_first", second_start_shows_the_first)
case("options_do_what_they_say", options_are_kept)
case("speaks_german", speaks, "de", "Lauter", "Louder")
case("speaks_french", speaks, "fr", "Plus fort", "Louder")
done()
