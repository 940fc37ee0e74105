# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# --- enhance: the program -----------------------------------------------------

dist_man_MANS += cli/enhance.1

if BUILD_CLI

# What needs the public headers and GLib alone: presets.
noinst_LTLIBRARIES += cli/libpreset.la

cli_libpreset_la_SOURCES = \
	cli/nearest.c \
	cli/nearest.h \
	cli/number.c \
	cli/number.h \
	cli/preset.c \
	cli/preset.h
cli_libpreset_la_CPPFLAGS = $(PUBLIC_CPPFLAGS)
cli_libpreset_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
cli_libpreset_la_LIBADD = $(GLIB_LIBS) $(LIBM)

bin_PROGRAMS += cli/enhance

cli_enhance_SOURCES = \
	cli/commands.h \
	cli/devices.c \
	cli/file.c \
	cli/live.c \
	cli/live_status.c \
	cli/live_status.h \
	cli/main.c \
	cli/options.c \
	cli/options.h \
	cli/params.c \
	cli/progress.c \
	cli/progress.h \
	cli/report.c \
	cli/report.h \
	cli/stop.c \
	cli/stop.h \
	cli/table.c \
	cli/table.h \
	cli/terminal.c \
	cli/terminal.h

cli_enhance_CPPFLAGS = $(PUBLIC_CPPFLAGS)
cli_enhance_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
cli_enhance_LDADD = \
	cli/libpreset.la \
	libenhance/libenhance-io.la \
	libenhance/libenhance.la \
	$(GLIB_LIBS) $(JANSSON_LIBS) $(LIBM)

endif
