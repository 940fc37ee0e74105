# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

samples_recordings = \
	samples/cafe.flac \
	samples/fan.flac \
	samples/far-talker.flac \
	samples/kitchen.flac \
	samples/quiet-room.flac \
	samples/traffic.flac

samples_programs = \
	samples/enhance-a-file.c \
	samples/enhance-live.c \
	samples/enhance.hpp \
	samples/enhance_ctypes.py \
	samples/jack-client.c \
	samples/pcm-filter.cc

EXTRA_DIST += \
	$(samples_recordings) \
	$(samples_programs) \
	samples/make-samples \
	samples/segments.tsv

# The programs to read, and nothing to run: who installs the library wants to
# see how it is used.
samplesdir = $(docdir)/samples
samples_DATA = $(samples_programs)

if BUILD_IO
noinst_PROGRAMS += samples/enhance-a-file samples/enhance-live

samples_enhance_a_file_SOURCES = samples/enhance-a-file.c
samples_enhance_a_file_CPPFLAGS = $(PUBLIC_CPPFLAGS)
samples_enhance_a_file_LDADD = \
	libenhance/libenhance-io.la libenhance/libenhance.la

samples_enhance_live_SOURCES = samples/enhance-live.c
samples_enhance_live_CPPFLAGS = $(PUBLIC_CPPFLAGS)
samples_enhance_live_LDADD = \
	libenhance/libenhance-io.la libenhance/libenhance.la
endif

# The one in C++ is built by the tests alone: nothing else here needs its compiler.
if HAVE_JACK
noinst_PROGRAMS += samples/jack-client

samples_jack_client_SOURCES = samples/jack-client.c
samples_jack_client_CPPFLAGS = $(PUBLIC_CPPFLAGS)
samples_jack_client_CFLAGS = $(AM_CFLAGS) $(JACK_CFLAGS)
samples_jack_client_LDADD = libenhance/libenhance.la $(JACK_LIBS)
endif
