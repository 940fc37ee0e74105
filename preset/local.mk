# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Presets: what the program and the app read and write alike. Needs the public
# headers and GLib alone.

PRESET_CPPFLAGS = -I$(top_srcdir)/preset

if BUILD_CLI

noinst_LTLIBRARIES += preset/libpreset.la

preset_libpreset_la_SOURCES = \
	preset/nearest.c \
	preset/nearest.h \
	preset/number.c \
	preset/number.h \
	preset/patient_read.c \
	preset/patient_read.h \
	preset/preset.c \
	preset/preset.h \
	preset/preset_group.h \
	preset/preset_save.c \
	preset/printable.c \
	preset/printable.h \
	preset/private_file.c \
	preset/private_file.h
preset_libpreset_la_CPPFLAGS = $(PUBLIC_CPPFLAGS)
preset_libpreset_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
preset_libpreset_la_LIBADD = $(GLIB_LIBS) $(LIBM)

endif
