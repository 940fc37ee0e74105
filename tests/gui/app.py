# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""Drives Personal Listener in a real window, as a screen reader and a keyboard
do. Everything waits for what it wants and no longer; a limit is there only so
that a test ends."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

LIMIT = float(os.environ.get("GUI_LIMIT", "120"))  # seconds; it bounds hangs and
# decides nothing else

top = os.environ["top_srcdir"]
build = os.environ["top_builddir"]
program = os.path.join(build, "gui", "personal-listener")
Atspi.set_timeout(10000, 30000)


# Groups of the menu, and what they hold.
MENU = {
    "Fit": ["Which is clearer, A or B?", "Presets", "Hearing profile",
            "New person: begin soft"],
    "Sound": ["Strip on top of other windows", "Listening check", "Devices and balance", "Safety"],
    "Note": ["Communication-support note"],
    "Help and privacy": ["Help", "What is stored: privacy",
                         "Keyboard shortcuts", "About Personal Listener",
                         "Quit"],
}


class Failed(Exception):
    pass


def wait(what, look, limit=LIMIT):
    """What `look` returns once it is true."""
    until = time.monotonic() + limit
    while True:
        try:
            found = look()
        except GLib.Error:
            found = None  # the tree changed under the look
        if found:
            return found
        if time.monotonic() > until:
            raise Failed(f"waited in vain for {what}")
        time.sleep(0.05)


def with_home(run):
    """Runs with a home of its own, that is gone afterwards."""
    home = tempfile.mkdtemp(prefix="enhance-gui-home.")
    try:
        run(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def walk(node):
    """The node and all below it."""
    yield node
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for i in range(count):
        try:
            child = node.get_child_at_index(i)
        except GLib.Error:
            child = None
        if child is not None:
            yield from walk(child)


def has_state(node, state):
    return node.get_state_set().contains(state)


def showing(node):
    """In sight, or on a page that is in sight and has to be scrolled: GTK says
    SHOWING of nothing below the fold."""
    while True:
        if has_state(node, Atspi.StateType.SHOWING):
            return True
        if not has_state(node, Atspi.StateType.VISIBLE):
            return False
        node = node.get_parent()
        # A hidden page's pane is not in sight, and what is around it is no page.
        if node is None or node.get_role_name() in ("scroll pane", "viewport"):
            return node is not None \
                and has_state(node, Atspi.StateType.SHOWING)


ENTRIES = sum(MENU.values(), [])


class App:
    """One running app with a home of its own."""

    def __init__(self, *arguments, home=None, **environment):
        self.own_home = home is None
        self.home = home or tempfile.mkdtemp(prefix="enhance-gui.")
        self.env = dict(os.environ)
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                     "GTK_THEME", "LANGUAGE"):
            self.env.pop(name, None)
        self.env.update(
            HOME=self.home,
            LC_ALL="C.UTF-8",
            GSETTINGS_SCHEMA_DIR=os.path.join(build, "gui", "schemas"),
            PERSONAL_LISTENER_LOCALEDIR=os.path.join(build, "po", "locale"),
            NO_AT_BRIDGE="0",
            GTK_OVERLAY_SCROLLING="0",
        )
        self.env.setdefault("ENHANCE_PROGRAM",
                            os.path.join(build, "cli", "enhance"))
        self.env.update(environment)
        self.said = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [program, *arguments], env=self.env, stdin=subprocess.DEVNULL,
            stdout=self.said, stderr=subprocess.STDOUT)
        self.node = None

    def __enter__(self):
        try:
            self.node = wait("the window", self._look)
        except Failed as failed:
            told = self.output()
            self.end()
            raise Failed(f"{failed}; the app said: {told}") from None
        return self

    def __exit__(self, *_):
        self.end()

    def _look(self):
        if self.process.poll() is not None:
            raise Failed(f"it ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_process_id() == self.pid() \
                    and app.get_child_count() > 0:
                return app
        return None

    def pid(self):
        # libtool's wrapper becomes the program.
        return self.process.pid

    def output(self):
        self.said.seek(0)
        return self.said.read().decode(errors="replace")

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.own_home:
            subprocess.run(["chmod", "-R", "u+rwx", self.home], check=False)
            shutil.rmtree(self.home, ignore_errors=True)

    def close(self):
        """As by the window's corner; its exit status."""
        self.key("ctrl+q")
        return self.process.wait(LIMIT)

    # Looking.

    def find(self, name, role=None, shown=True):
        """The control of that name (a pattern) now; None: there is none."""
        for node in walk(self.node):
            if re.fullmatch(name, node.get_name() or "") \
                    and (role is None or node.get_role_name() in role.split("|")) \
                    and (not shown or showing(node)):
                return node
        return None

    def get(self, name, role=None, shown=True):
        return wait(f"'{name}' ({role or 'any role'})",
                    lambda: self.find(name, role, shown))

    def sentence(self, pattern):
        """Until the state's sentence is so."""
        return self.get(pattern, "status bar")

    def said_somewhere(self, pattern):
        return self.get(pattern)

    def value(self, name, role):
        return self.get(name, role).get_current_value()

    def text(self, name):
        node = self.get(name)
        return Atspi.Text.get_text(node, 0, -1)

    # Doing.

    def press(self, name, role=None):
        node = self.get(re.escape(name) if name in ENTRIES else name, role)
        wait(f"'{name}' can be pressed",
             lambda: has_state(node, Atspi.StateType.SENSITIVE))
        if not node.do_action(0):
            raise Failed(f"'{name}' could not be pressed")
        return node

    def go(self, entry):
        """By the menu, through the group that has it."""
        group = next(group for group, entries in MENU.items()
                     if entry in entries)
        self.key("F10")
        self.press(group, "push button")
        self.press(entry)

    def type_into(self, name, text):
        node = self.get(name)
        if not node.get_editable_text_iface().set_text_contents(text):
            raise Failed(f"'{name}' takes no text")

    def type_in_dialog(self, title, text, first=None, button=None):
        """By the keyboard into the dialog of that title, which gives the keys to
        its field, after the key `first` if need be; then Return, or its button.
        No window manager is there to give the keys to it."""
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name",
                        "^" + title, "windowfocus", "--sync"], check=True,
                       timeout=LIMIT)

        if first:
            subprocess.run(["xdotool", "key", first], check=True, timeout=LIMIT)

        def field():
            node = self.focused()
            return node if node and node.get_role_name() == "text" else None
        node = wait(f"the field of '{title}' to have the keys", field)

        def typed():
            # Once more, as a person would: GTK completes a file's name by itself
            # and on a busy machine takes its completion for what came after it.
            subprocess.run(["xdotool", "key", "ctrl+a"], check=True,
                           timeout=LIMIT)
            subprocess.run(["xdotool", "type", "--delay", "20", text],
                           check=True, timeout=LIMIT)
            until = time.monotonic() + 3.0
            while time.monotonic() < until:
                if Atspi.Text.get_text(node, 0, -1) == text:
                    return True
                time.sleep(0.05)
            return False
        wait(f"'{text}' in the field", typed)
        if button:
            self.press(button, "push button")
        else:
            subprocess.run(["xdotool", "key", "Return"], check=True,
                           timeout=LIMIT)

    def window(self):
        """X's number of the window that was shown last."""
        def look():
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--pid",
                 str(self.pid())], capture_output=True, text=True, check=False)
            lines = found.stdout.split()
            return lines[-1] if lines else None
        return wait("the window on the screen", look)

    def focus(self):
        subprocess.run(["xdotool", "windowfocus", "--sync", self.window()],
                       check=False, timeout=LIMIT)

    def key(self, *keys):
        self.focus()
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key],
                           check=True, timeout=LIMIT)
            time.sleep(0.05)

    def focused(self):
        for node in walk(self.node):
            if has_state(node, Atspi.StateType.FOCUSED) and showing(node):
                return node
        return None

    def picture(self, name):
        """Kept where the tests keep their pictures."""
        folder = os.path.join(build, "tests", "pictures")
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["import", "-window", "root",
                        os.path.join(folder, name + ".png")],
                       check=False, timeout=LIMIT)


# TAP.

count = 0
failed = 0


# Of a run by hand: only the claims that match.
wanted = sys.argv[1] if len(sys.argv) > 1 else ""


def case(claim, run, *arguments):
    """One claim; what it raises is told."""
    global count, failed
    if not re.search(wanted, claim):
        return
    count += 1
    try:
        run(*arguments)
        print(f"ok {count} - {claim}", flush=True)
    except Exception as error:  # noqa: BLE001, all of it is told
        failed += 1
        print(f"not ok {count} - {claim}")
        text = str(error) if isinstance(error, Failed) \
            else traceback.format_exc()
        print("\n".join("# " + line for line in text.splitlines()[-20:]),
              flush=True)


def check(holds, text):
    if not holds:
        raise Failed(text)


def done():
    print(f"1..{count}", flush=True)
    sys.exit(1 if failed else 0)


def screenshot(path, *arguments, **environment):
    """By the app's own --screenshot."""
    app = App("--screenshot", path, *arguments, **environment)
    try:
        status = app.process.wait(LIMIT)
        check(status == 0 and os.path.getsize(path) > 0,
              f"status {status}: {app.output()}")
        complaints = [line for line in app.output().splitlines()
                      if re.search(r"(WARNING|CRITICAL) \*\*", line)]
        check(not complaints, "\n".join(complaints))
    finally:
        app.end()


def tell(process_id):
    """Numbers of a process's children."""
    found = subprocess.run(["pgrep", "-P", str(process_id)],
                           capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def is_alive(process_id):
    try:
        with open(f"/proc/{process_id}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def kill_hard(app):
    os.kill(app.pid(), signal.SIGKILL)
    app.process.wait()
