# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""A session manager on the test's own bus, that counts who keeps it awake."""

import threading

from gi.repository import Gio, GLib

INTERFACE = """<node><interface name="org.gnome.SessionManager">
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/>
<arg type="s" direction="in"/><arg type="u" direction="in"/>
<arg type="u" direction="out"/></method>
<method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface></node>"""


class Desktop:
    def __init__(self):
        self.held = {}
        self.asked = 0
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready):
        context = GLib.MainContext()
        context.push_thread_default()
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.register_object("/org/gnome/SessionManager",
                            Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0],
                            self._call, None, None)
        Gio.bus_own_name_on_connection(bus, "org.gnome.SessionManager", 0, None,
                                       None)
        ready.set()
        GLib.MainLoop.new(context, False).run()

    def _call(self, _bus, _sender, _path, _interface, name, arguments, invocation):
        if name == "Inhibit":
            self.asked += 1
            # 4: suspend; 8: idle.
            self.held[self.asked] = arguments.unpack()[3]
            invocation.return_value(GLib.Variant("(u)", (self.asked,)))
        else:
            self.held.pop(arguments.unpack()[0], None)
            invocation.return_value(None)

    def is_kept_awake(self):
        return list(self.held.values()) == [12]
