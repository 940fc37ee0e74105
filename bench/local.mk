# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

dist_man_MANS += bench/enhance-bench.1

if BUILD_BENCH

bin_PROGRAMS += bench/enhance-bench

# Measures of speech quality, as a library that a test can link.
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
# The flags are part of the records.
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

# The program that bench/instructions.sh measures.
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

# The commit of the figures; rewritten only if it changes.
BUILT_SOURCES += bench/bench_commit.h
CLEANFILES += bench/bench_commit.h bench/corpus.path
bench/bench_commit.h: FORCE
	@$(MKDIR_P) bench
	@commit=`cd '$(abs_top_srcdir)' && git describe --always --dirty \
	    --abbrev=12 2> /dev/null || echo unknown`; \
	  echo "#define BENCH_COMMIT \"$$commit\"" > $@.new; \
	  if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
FORCE:

# The small corpus: installed, and found by the program before installation.
benchcorpusdir = $(pkgdatadir)/corpus
benchcorpus_DATA = $(samples_recordings) samples/segments.tsv samples/LICENSE.md
noinst_DATA += bench/corpus.path
bench/corpus.path: Makefile
	@$(MKDIR_P) bench
	@echo '$(abs_top_srcdir)/samples' > $@

endif

EXTRA_DIST += \
	bench/headline.py \
	bench/howl.sh \
	bench/instructions.sh \
	bench/prove.sh \
	bench/screenshots.sh

# Not part of `make check`: a busy machine would fail good code. BENCH=quick takes
# one minute instead of ten; BENCH_OPTIONS= measures the sound device instead of a
# virtual one.
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

# On an otherwise idle machine: the table of README.md and the pictures of
# docs/benchmarks.md. Failed rows are shown too.
reference: all
	status=0; bench/enhance-bench$(EXEEXT) all --virtual \
	  --json bench/bench.json --html bench/bench.html || status=$$?; \
	  case $$status in 0 | 1 | 77) ;; *) exit $$status ;; esac
	python3 $(top_srcdir)/bench/headline.py bench/bench.json \
	  $(top_srcdir)/README.md
	$(BASH_PROGRAM) $(top_srcdir)/bench/screenshots.sh bench/bench.html \
	  $(top_srcdir)/docs/bench-light.png $(top_srcdir)/docs/bench-dark.png \
	  bench/bench.pdf quality
