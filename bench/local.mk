# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

dist_man_MANS += bench/enhance-bench.1

if BUILD_BENCH

bin_PROGRAMS += bench/enhance-bench

bench_enhance_bench_SOURCES = \
	bench/bench.c \
	bench/bench.h \
	bench/case_speed.c \
	bench/peer.c \
	bench/peer.h \
	bench/report.c \
	bench/report.h \
	bench/signals.c \
	bench/signals.h \
	bench/stats.c \
	bench/stats.h
# The flags go into the records: a figure without them says nothing.
bench_enhance_bench_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/bench \
	-DBENCH_FLAGS='"$(CFLAGS) $(LIBRARY_CFLAGS)"'
bench_enhance_bench_CFLAGS = \
	$(AM_CFLAGS) $(JANSSON_CFLAGS) $(SPEEXDSP_CFLAGS)
bench_enhance_bench_LDADD = \
	libenhance/libenhance.la $(JANSSON_LIBS) $(SPEEXDSP_LIBS) $(LIBM)

endif

# --- Peers of make quality: a program each, from file to file -----------------

if BUILD_PEER_SPEEX
noinst_PROGRAMS += bench/peer-speex
bench_peer_speex_SOURCES = \
	bench/peer_file.c \
	bench/peer_file.h \
	bench/peer_file_speex.c
bench_peer_speex_CPPFLAGS = -I$(top_srcdir)/bench
bench_peer_speex_CFLAGS = $(AM_CFLAGS) $(SNDFILE_CFLAGS) $(SPEEXDSP_CFLAGS)
bench_peer_speex_LDADD = $(SNDFILE_LIBS) $(SPEEXDSP_LIBS) $(LIBM)
endif

if BUILD_PEER_WEBRTC
noinst_PROGRAMS += bench/peer-webrtc
bench_peer_webrtc_SOURCES = \
	bench/peer_file.c \
	bench/peer_file.h \
	bench/peer_file_webrtc.cc
bench_peer_webrtc_CPPFLAGS = -I$(top_srcdir)/bench
bench_peer_webrtc_CFLAGS = $(AM_CFLAGS) $(SNDFILE_CFLAGS)
bench_peer_webrtc_CXXFLAGS = -Wall -Wextra $(SANITIZER_FLAGS) $(WEBRTC_CFLAGS)
bench_peer_webrtc_LDADD = $(SNDFILE_LIBS) $(WEBRTC_LIBS)
endif

EXTRA_DIST += \
	bench/quality.py \
	bench/quality.sh \
	bench/sweep.sh

# Not a part of `make check`: figures of a busy machine would fail nobody and
# cost everybody.
bench: all
	@test -x bench/enhance-bench$(EXEEXT) || { \
	  echo 'make bench: enhance-bench was not built: see configure' >&2; \
	  exit 1; }
	bench/enhance-bench$(EXEEXT) speed

# KIT: a folder with recordings and scorers; docs/benchmarks.md tells of it.
CLEANFILES += bench/quality.json bench/quality.tsv
quality: all
	@$(BASH_PROGRAM) $(top_srcdir)/bench/quality.sh --build . \
	  --tsv bench/quality.tsv --json bench/quality.json '$(KIT)'
