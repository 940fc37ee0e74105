# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# --- Personal Listener: the app -------------------------------------------------

gui_id = org.libenhance.PersonalListener

dist_man_MANS += gui/personal-listener.1

# Of the views, each with a .c, a .h and a .ui of its name.
gui_views = \
	gui/views/action_bar \
	gui/views/compare_page \
	gui/views/devices_page \
	gui/views/first_steps \
	gui/views/hearing_page \
	gui/views/help_page \
	gui/views/letters_window \
	gui/views/listen_page \
	gui/views/meter \
	gui/views/note_page \
	gui/views/info_bar \
	gui/views/person_window \
	gui/views/presets_page \
	gui/views/privacy_page \
	gui/views/ready_page \
	gui/views/ready_row \
	gui/views/safety_page \
	gui/views/state_bar \
	gui/views/stepper \
	gui/views/strip_window

gui_ui = gui/gtk/help-overlay.ui gui/window.ui $(gui_views:=.ui)

gui_resource_files = \
	$(gui_ui) \
	gui/data/icons/hicolor/scalable/apps/$(gui_id).svg \
	gui/data/icons/hicolor/symbolic/apps/$(gui_id)-symbolic.svg \
	gui/data/style.css

EXTRA_DIST += \
	$(gui_resource_files) \
	gui/data/$(gui_id).desktop \
	gui/data/$(gui_id).gresource.xml \
	gui/data/$(gui_id).gschema.xml \
	gui/data/$(gui_id).metainfo.xml \
	gui/data/$(gui_id).mime.xml \
	gui/data/screenshots/compare.png \
	gui/data/screenshots/hearing.png \
	gui/data/screenshots/ready.png

if BUILD_GUI

bin_PROGRAMS += gui/personal-listener

# What needs no window: the tests link it, too.
noinst_LTLIBRARIES += gui/libmodel.la

gui_cppflags = \
	$(PUBLIC_CPPFLAGS) \
	$(PRESET_CPPFLAGS) \
	-I$(top_srcdir)/gui \
	-DGETTEXT_PACKAGE='"personal-listener"' \
	-DG_LOG_DOMAIN='"personal-listener"' \
	-DLOCALEDIR='"$(localedir)"' \
	-DSCHEMADIR='"$(datadir)/glib-2.0/schemas"' \
	-DPACKAGE_VERSION='"$(PACKAGE_VERSION)"'

gui_libmodel_la_SOURCES = \
	gui/model/usage_log.c \
	gui/model/usage_log.h \
	gui/model/dose.c \
	gui/model/dose.h \
	gui/model/feed.c \
	gui/model/feed.h \
	gui/model/glide.c \
	gui/model/glide.h \
	gui/model/hours.c \
	gui/model/hours.h \
	gui/model/key_file_store.c \
	gui/model/key_file_store.h \
	gui/model/knobs.c \
	gui/model/knobs.h \
	gui/model/levels.c \
	gui/model/levels.h \
	gui/model/model.c \
	gui/model/model.h \
	gui/model/note.c \
	gui/model/note.h \
	gui/model/params.c \
	gui/model/params.h \
	gui/model/presets.c \
	gui/model/presets.h \
	gui/model/ready.c \
	gui/model/ready.h \
	gui/model/scenes.c \
	gui/model/scenes.h \
	gui/model/sentence.c \
	gui/model/session.c \
	gui/model/session.h \
	gui/model/settings.c \
	gui/model/settings.h \
	gui/model/words.c \
	gui/model/words.h
gui_libmodel_la_CPPFLAGS = $(gui_cppflags)
gui_libmodel_la_CFLAGS = $(AM_CFLAGS) $(GTK_CFLAGS)
gui_libmodel_la_LIBADD = preset/libpreset.la $(LIBM)

gui_personal_listener_SOURCES = \
	gui/application.c \
	gui/application.h \
	gui/awake.c \
	gui/awake.h \
	gui/dialogs.c \
	gui/dialogs.h \
	gui/keys.c \
	gui/keys.h \
	gui/main.c \
	gui/notices.c \
	gui/notices.h \
	gui/pages.c \
	gui/pages.h \
	gui/picture.c \
	gui/picture.h \
	gui/print.c \
	gui/print.h \
	gui/recent_files.c \
	gui/recent_files.h \
	gui/style.c \
	gui/style.h \
	gui/views/action_bar.c \
	gui/views/action_bar.h \
	gui/views/audiogram_graph.c \
	gui/views/audiogram_graph.h \
	gui/views/compare_page.c \
	gui/views/compare_page.h \
	gui/views/devices_page.c \
	gui/views/devices_page.h \
	gui/views/first_steps.c \
	gui/views/first_steps.h \
	gui/views/hearing_page.c \
	gui/views/hearing_page.h \
	gui/views/help_page.c \
	gui/views/help_page.h \
	gui/views/keep_dialog.c \
	gui/views/keep_dialog.h \
	gui/views/letters_window.c \
	gui/views/letters_window.h \
	gui/views/listen_page.c \
	gui/views/listen_page.h \
	gui/views/meter.c \
	gui/views/meter.h \
	gui/views/note_page.c \
	gui/views/note_page.h \
	gui/views/info_bar.c \
	gui/views/info_bar.h \
	gui/views/person_window.c \
	gui/views/person_window.h \
	gui/views/presets_page.c \
	gui/views/presets_page.h \
	gui/views/privacy_page.c \
	gui/views/privacy_page.h \
	gui/views/ready_page.c \
	gui/views/ready_page.h \
	gui/views/ready_row.c \
	gui/views/ready_row.h \
	gui/views/safety_page.c \
	gui/views/safety_page.h \
	gui/views/silence.c \
	gui/views/silence.h \
	gui/views/slider.c \
	gui/views/slider.h \
	gui/views/state_bar.c \
	gui/views/state_bar.h \
	gui/views/stepper.c \
	gui/views/stepper.h \
	gui/views/strip_window.c \
	gui/views/strip_window.h \
	gui/window.c \
	gui/window.h
nodist_gui_personal_listener_SOURCES = gui/resources.c
gui_personal_listener_CPPFLAGS = $(gui_cppflags)
# GLib writes the resources as one long string.
gui_personal_listener_CFLAGS = $(AM_CFLAGS) -Wno-overlength-strings $(GTK_CFLAGS)
# Templates find their callbacks by name.
gui_personal_listener_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
gui_personal_listener_LDADD = \
	gui/libmodel.la \
	libenhance/libenhance-io.la \
	libenhance/libenhance.la \
	$(GTK_LIBS) $(LIBM)

gui/resources.c: gui/data/$(gui_id).gresource.xml $(gui_resource_files)
	$(AM_V_GEN)$(MKDIR_P) gui && $(GLIB_COMPILE_RESOURCES) \
	  --sourcedir=$(srcdir)/gui --generate-source --target=$@ \
	  $(srcdir)/gui/data/$(gui_id).gresource.xml
CLEANFILES += gui/resources.c

# For the app where it was built; `make install` compiles the installed ones.
gui/schemas/gschemas.compiled: gui/data/$(gui_id).gschema.xml
	$(AM_V_GEN)$(MKDIR_P) gui/schemas && $(GLIB_COMPILE_SCHEMAS) --strict \
	  --targetdir=gui/schemas $(srcdir)/gui/data
all-local: gui/schemas/gschemas.compiled
CLEANFILES += gui/schemas/gschemas.compiled

gui_schemadir = $(datadir)/glib-2.0/schemas
gui_schema_DATA = gui/data/$(gui_id).gschema.xml
gui_desktopdir = $(datadir)/applications
gui_desktop_DATA = gui/data/$(gui_id).desktop
gui_metainfodir = $(datadir)/metainfo
gui_metainfo_DATA = gui/data/$(gui_id).metainfo.xml
gui_icondir = $(datadir)/icons/hicolor/scalable/apps
gui_icon_DATA = gui/data/icons/hicolor/scalable/apps/$(gui_id).svg
gui_symbolicdir = $(datadir)/icons/hicolor/symbolic/apps
gui_symbolic_DATA = gui/data/icons/hicolor/symbolic/apps/$(gui_id)-symbolic.svg

# Its file has to bear the name of the package that brings it.
gui_mimedir = $(datadir)/mime/packages

# Into a folder for a package (DESTDIR) no caches go: the package makes them.
install-data-hook:
	$(MKDIR_P) '$(DESTDIR)$(gui_mimedir)'
	$(INSTALL_DATA) '$(srcdir)/gui/data/$(gui_id).mime.xml' \
	  '$(DESTDIR)$(gui_mimedir)/$(gui_id).xml'
	test -n '$(DESTDIR)' || $(GLIB_COMPILE_SCHEMAS) '$(gui_schemadir)'
	$(update_caches)

uninstall-hook:
	rm -f '$(DESTDIR)$(gui_mimedir)/$(gui_id).xml'
	test -n '$(DESTDIR)' || $(GLIB_COMPILE_SCHEMAS) '$(gui_schemadir)' || :
	$(update_caches)

update_caches = test -n '$(DESTDIR)' || { \
	update-mime-database '$(datadir)/mime'; \
	update-desktop-database '$(gui_desktopdir)'; :; }

endif
