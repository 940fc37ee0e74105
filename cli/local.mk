# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# --- enhance: the program -----------------------------------------------------

dist_man_MANS += cli/enhance.1

if BUILD_CLI

# What needs no engine of its own: lines, commands, events and warnings.
noinst_LTLIBRARIES += cli/libcontrol.la

cli_libcontrol_la_SOURCES = \
	cli/control_command.c \
	cli/control_event.c \
	cli/control_event.h \
	cli/control_line.c \
	cli/control_line.h \
	cli/control_out.c \
	cli/control_out.h \
	cli/control_preset.c \
	cli/control_preset.h \
	cli/control_session.c \
	cli/control_session.h \
	cli/live_judge.c \
	cli/live_judge.h
cli_libcontrol_la_CPPFLAGS = $(PUBLIC_CPPFLAGS) $(PRESET_CPPFLAGS)
cli_libcontrol_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
cli_libcontrol_la_LIBADD = \
	preset/libpreset.la $(GLIB_LIBS) $(JANSSON_LIBS)

bin_PROGRAMS += cli/enhance

cli_enhance_SOURCES = \
	cli/commands.h \
	cli/control.c \
	cli/control_engine.c \
	cli/control_engine.h \
	cli/devices.c \
	cli/file.c \
	cli/live_command.c \
	cli/live_command.h \
	cli/live_request.c \
	cli/live_request.h \
	cli/live_status.c \
	cli/live_status.h \
	cli/live_supervised.c \
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

cli_enhance_CPPFLAGS = $(PUBLIC_CPPFLAGS) $(PRESET_CPPFLAGS)
cli_enhance_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
cli_enhance_LDADD = \
	cli/libcontrol.la \
	preset/libpreset.la \
	libenhance/libenhance-io.la \
	libenhance/libenhance.la \
	$(GLIB_LIBS) $(JANSSON_LIBS) $(LIBM)

# Shells read options and parameters from the program itself.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = cli/completion/enhance
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = cli/completion/_enhance
fishcompletiondir = $(datadir)/fish/vendor_completions.d
dist_fishcompletion_DATA = cli/completion/enhance.fish

endif
