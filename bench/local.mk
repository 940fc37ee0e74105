# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

dist_man_MANS += bench/enhance-bench.1

if BUILD_BENCH

bin_PROGRAMS += bench/enhance-bench

# Measures of speech quality: by themselves, so that a test reaches them.
noinst_LTLIBRARIES += bench/libmetrics.la
bench_libmetrics_la_SOURCES = \
	bench/common.c \
	bench/common.h \
	bench/metrics/fft.c \
	bench/metrics/fft.h \
	bench/metrics/metrics.h \
	bench/metrics/ratios.c \
	bench/metrics/resample.c \
	bench/metrics/resample.h \
	bench/metrics/signal.c \
	bench/metrics/signal.h \
	bench/metrics/spectra.c \
	bench/metrics/stoi.c \
	bench/stats.c \
	bench/stats.h
bench_libmetrics_la_CPPFLAGS = -I$(top_srcdir)/bench -I$(top_srcdir)/libenhance

bench_enhance_bench_SOURCES = \
	bench/cases/acoustics.h \
	bench/cases/acoustics_compression.c \
	bench/cases/acoustics_distortion.c \
	bench/cases/acoustics_limiter.c \
	bench/cases/acoustics_response.c \
	bench/bench.c \
	bench/bench.h \
	bench/cases/case_acoustics.c \
	bench/cases/case_latency.c \
	bench/cases/case_quality.c \
	bench/cases/case_soak.c \
	bench/cases/case_speed.c \
	bench/rig/child.c \
	bench/rig/child.h \
	bench/report/compare.c \
	bench/cases/corpus.c \
	bench/cases/corpus.h \
	bench/cases/corpus_small.c \
	bench/cases/corpus_small.h \
	bench/cases/counter.c \
	bench/cases/counter.h \
	bench/report/html.c \
	bench/rig/jack_loop.c \
	bench/rig/jack_loop.h \
	bench/cases/latency.h \
	bench/cases/latency_chain.c \
	bench/cases/latency_load.c \
	bench/cases/latency_loop.c \
	bench/cases/latency_report.c \
	bench/machine.c \
	bench/machine.h \
	bench/cases/peer.c \
	bench/cases/peer.h \
	bench/report/picture.c \
	bench/report/picture.h \
	bench/cases/quality.c \
	bench/cases/quality.h \
	bench/report/report.c \
	bench/report/report.h \
	bench/report/row.c \
	bench/report/schema.c \
	bench/report/schema.h \
	bench/cases/signals.c \
	bench/cases/signals.h \
	bench/sound.c \
	bench/sound.h \
	bench/cases/speed.c \
	bench/cases/speed.h \
	bench/cases/speed_state.c \
	bench/report/svg.c \
	bench/report/svg.h \
	bench/cases/systems.c \
	bench/cases/systems.h \
	bench/cases/tones.c \
	bench/cases/tones.h
nodist_bench_enhance_bench_SOURCES = bench/bench_commit.h
# The flags go into the records: a figure without them says nothing.
bench_enhance_bench_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/bench \
	-I$(top_srcdir)/libenhance \
	-Ibench \
	-DBENCH_FLAGS='"$(CFLAGS) $(LIBRARY_CFLAGS)"' \
	-DBENCH_CORPUS='"$(benchcorpusdir)"' \
	-DBENCH_LIBEXEC='"$(pkglibexecdir)"'
bench_enhance_bench_CFLAGS = \
	$(AM_CFLAGS) $(JANSSON_CFLAGS) $(SPEEXDSP_CFLAGS) $(JACK_CFLAGS)
bench_enhance_bench_LDADD = \
	bench/libmetrics.la \
	libenhance/libenhance-base.la \
	libenhance/libenhance-io.la libenhance/libenhance.la \
	$(JANSSON_LIBS) $(SPEEXDSP_LIBS) $(JACK_LIBS) $(PTHREAD_LIBS) $(LIBM)

# What bench/instructions.sh counts.
noinst_PROGRAMS += bench/instructions
bench_instructions_SOURCES = \
	bench/instructions.c \
	bench/cases/peer.c \
	bench/cases/peer.h \
	bench/cases/signals.c \
	bench/cases/signals.h
bench_instructions_CPPFLAGS = $(PUBLIC_CPPFLAGS) -I$(top_srcdir)/bench
bench_instructions_CFLAGS = $(AM_CFLAGS) $(SPEEXDSP_CFLAGS)
bench_instructions_LDADD = \
	bench/libmetrics.la libenhance/libenhance-base.la libenhance/libenhance.la \
	$(SPEEXDSP_LIBS) $(LIBM)

# Which commit a figure is of; written anew only when it is another.
BUILT_SOURCES += bench/bench_commit.h
CLEANFILES += bench/bench_commit.h bench/corpus.path
bench/bench_commit.h: FORCE
	@$(MKDIR_P) bench
	@commit=`cd '$(abs_top_srcdir)' && git describe --always --dirty \
	    --abbrev=12 2> /dev/null || echo unknown`; \
	  echo "#define BENCH_COMMIT \"$$commit\"" > $@.new; \
	  if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
FORCE:

# The small corpus: installed, and found by a program that is not.
benchcorpusdir = $(pkgdatadir)/corpus
benchcorpus_DATA = $(samples_recordings) samples/segments.tsv samples/LICENSE.md
noinst_DATA += bench/corpus.path
bench/corpus.path: Makefile
	@$(MKDIR_P) bench
	@echo '$(abs_top_srcdir)/samples' > $@

endif

# --- Peers of make quality: a program each, from file to file -----------------

if BUILD_PEER_SPEEX
pkglibexec_PROGRAMS += bench/peer-speex
bench_peer_speex_SOURCES = \
	tools/kit/peer_file.c \
	tools/kit/peer_file.h \
	tools/kit/peer_file_speex.c
bench_peer_speex_CPPFLAGS = -I$(top_srcdir)/tools/kit
bench_peer_speex_CFLAGS = $(AM_CFLAGS) $(SNDFILE_CFLAGS) $(SPEEXDSP_CFLAGS)
bench_peer_speex_LDADD = $(SNDFILE_LIBS) $(SPEEXDSP_LIBS) $(LIBM)
endif

if BUILD_PEER_WEBRTC
pkglibexec_PROGRAMS += bench/peer-webrtc
bench_peer_webrtc_SOURCES = \
	tools/kit/peer_file.c \
	tools/kit/peer_file.h \
	tools/kit/peer_file_webrtc.cc
bench_peer_webrtc_CPPFLAGS = -I$(top_srcdir)/tools/kit
bench_peer_webrtc_CFLAGS = $(AM_CFLAGS) $(SNDFILE_CFLAGS)
bench_peer_webrtc_CXXFLAGS = -Wall -Wextra $(SANITIZER_FLAGS) $(WEBRTC_CFLAGS)
bench_peer_webrtc_LDADD = $(SNDFILE_LIBS) $(WEBRTC_LIBS)
endif

EXTRA_DIST += \
	bench/headline.py \
	bench/howl.sh \
	bench/instructions.sh \
	bench/prove.sh \
	tools/kit/quality.py \
	tools/kit/quality.sh \
	bench/screenshots.sh \
	tools/kit/sweep.sh

# Not a part of `make check`: figures of a busy machine would fail nobody and
# cost everybody. BENCH=quick takes a minute, otherwise it may be ten;
# BENCH_OPTIONS= measures the sound device instead of a virtual one.
BENCH_SECONDS = `case '$(BENCH)' in quick) echo 5 ;; *) echo 60 ;; esac`
BENCH_OPTIONS = --virtual
CLEANFILES += bench/bench.html bench/bench.json bench/bench.pdf
bench: all
	@test -x bench/enhance-bench$(EXEEXT) || { \
	  echo 'make bench: enhance-bench was not built: see configure' >&2; \
	  exit 1; }
	bench/enhance-bench$(EXEEXT) all $(BENCH_OPTIONS) \
	  --duration $(BENCH_SECONDS) --json bench/bench.json \
	  --html bench/bench.html

# On a machine that does nothing else: the table of README.md and the pictures
# of docs/benchmarks.md. A row that fails is shown as it is.
reference: all
	status=0; bench/enhance-bench$(EXEEXT) all --virtual \
	  --json bench/bench.json --html bench/bench.html || status=$$?; \
	  case $$status in 0 | 1 | 77) ;; *) exit $$status ;; esac
	python3 $(top_srcdir)/bench/headline.py bench/bench.json \
	  $(top_srcdir)/README.md
	$(BASH_PROGRAM) $(top_srcdir)/bench/screenshots.sh bench/bench.html \
	  $(top_srcdir)/docs/bench-light.png $(top_srcdir)/docs/bench-dark.png \
	  bench/bench.pdf quality

# KIT: a folder with recordings and scorers; docs/benchmarks.md tells of it.
CLEANFILES += bench/quality.json bench/quality.tsv
quality: all
	@$(BASH_PROGRAM) $(top_srcdir)/tools/kit/quality.sh --build . \
	  --tsv bench/quality.tsv --json bench/quality.json '$(KIT)'
