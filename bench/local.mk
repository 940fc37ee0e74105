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

# Not a part of `make check`: figures of a busy machine would fail nobody and
# cost everybody.
bench: all
	@test -x bench/enhance-bench$(EXEEXT) || { \
	  echo 'make bench: enhance-bench was not built: see configure' >&2; \
	  exit 1; }
	bench/enhance-bench$(EXEEXT) speed
