# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Every case of every test shows in `make check`: they all print TAP.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
TEST_EXTENSIONS = .sh
SH_LOG_COMPILER = $(BASH_PROGRAM)

# What a test may look at. CM: cmocka prints TAP.
AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=tap; export CMOCKA_MESSAGE_OUTPUT; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	CC='$(CC)'; export CC; \
	CFLAGS='$(CFLAGS) $(SANITIZER_FLAGS)'; export CFLAGS; \
	MAKE='$(MAKE)'; export MAKE; \
	PKG_CONFIG='$(PKG_CONFIG)'; export PKG_CONFIG;

EXTRA_DIST += \
	$(shell_tests) $(cli_tests) $(gui_tests) $(rig_tests) $(slow_rig_tests) \
	$(last_tests) \
	tests/cli.sh \
	tests/constants.sh \
	tests/control.sh \
	tests/flags.c \
	tests/half_double.sh \
	tests/mutate.sh \
	tests/rig/delay.sh \
	tests/rig/faults.sh \
	tests/rig/pulse.sh \
	tests/rig/rig.sh \
	tests/tap.sh \
	tests/trace.awk

# Scripts that look at the tree or at what was built: a name each.
shell_tests = \
	tests/test_bench.sh \
	tests/test_bench_run.sh \
	tests/test_docs.sh \
	tests/test_exports.sh \
	tests/test_flags.sh \
	tests/test_headers.sh \
	tests/test_layers.sh \
	tests/test_offline.sh \
	tests/test_samples.sh \
	tests/test_tree.sh

TESTS += $(shell_tests) $(last_tests)

# Of the program enhance, where it is built.
cli_tests = \
	tests/test_cli_bad_input.sh \
	tests/test_cli_control.sh \
	tests/test_cli_file.sh \
	tests/test_cli_live.sh \
	tests/test_cli_params.sh

# On real servers, private to each test: JACK's, PulseAudio's.
rig_tests = \
	tests/test_faults_jack.sh \
	tests/test_faults_pulse.sh \
	tests/test_rig_control.sh \
	tests/test_rig_delay.sh \
	tests/test_rig_jack.sh \
	tests/test_rig_privacy.sh

# The same on PipeWire, where it is installed; for the delay over PulseAudio, whose
# null devices stand still on a busy machine; and for long. `make check-rigs
# REPEAT=20` runs all of these alone, so many times, and holds the faults to their
# times.
slow_rig_tests = \
	tests/test_rig_pipewire.sh \
	tests/test_rig_pulse.sh \
	tests/test_rig_soak.sh

TESTS += $(rig_tests)

# Of the app, in a real window.
gui_tests = \
	tests/test_gui_data.sh \
	tests/test_gui_kept.sh \
	tests/test_gui_live.sh \
	tests/test_gui_pages.sh \
	tests/test_gui_ready.sh

EXTRA_DIST += \
	tests/gui/app.py \
	tests/gui/figures.py \
	tests/gui/figures.sh \
	tests/gui/kept.py \
	tests/gui/live.py \
	tests/gui/pages.py \
	tests/gui/ready.py \
	tests/gui/screen.sh \
	tests/gui/server.py \
	tests/halts.py

# What the app costs: for a machine at rest, and so of no test.
gui-figures: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	$(AM_TESTS_ENVIRONMENT) $(BASH_PROGRAM) $(srcdir)/tests/gui/figures.sh

# The app's pictures for README.md and for catalogues of software.
gui-pictures: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	$(AM_TESTS_ENVIRONMENT) $(BASH_PROGRAM) $(srcdir)/tests/test_gui_pages.sh \
	  pictures_in_light
	for page in listen ready compare hearing; do \
	  cp tests/pictures/$$page-light.png \
	    "$(top_srcdir)/gui/data/screenshots/$$page.png" || exit 1; \
	done

REPEAT = 1
check-rigs: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	@for turn in $$(seq $(REPEAT)); do \
	  echo "turn $$turn of $(REPEAT)"; \
	  ENH_HOLD_TIMES=1 $(MAKE) check-TESTS TESTS='$(rig_tests) $(slow_rig_tests)' \
	    TEST_SUITE_LOG=rig-suite.log \
	    || exit 1; \
	done

# The suite on a machine that stands still now and then: a test that fails here
# trusts in a time.
check-halts: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	/usr/bin/python3 $(srcdir)/tests/halts.py $(MAKE) check

# Alone, after all others: installing links the libraries anew, and for a moment
# they are not in the build folder.
last_tests = tests/test_install.sh

tests/test_install.log: \
	$(shell_tests:.sh=.log) $(rig_tests:.sh=.log) $(run_cli_tests:.sh=.log) \
	$(run_gui_tests:.sh=.log) $(c_tests:=.log)

# --- C tests ------------------------------------------------------------------

# A C test is a name in one of the lists below, and no more: tests/NAME is made
# of tests/NAME.c with the flags and libraries of no room, which are these. It
# may look into every room of the library.
AM_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/libenhance/src \
	-I$(top_srcdir)/libenhance/io \
	-I$(top_srcdir)/tests

if BUILD_TESTS

LDADD = \
	tests/libtests.la \
	libenhance/libenhance-core.la \
	$(CMOCKA_LIBS) $(PTHREAD_LIBS) $(LIBM)

# Signals, measures and drivers that tests share.
check_LTLIBRARIES += tests/libtests.la
tests_libtests_la_SOURCES = \
	tests/check.h \
	tests/drive.c \
	tests/drive.h \
	tests/measure.c \
	tests/measure.h \
	tests/signals.c \
	tests/signals.h
tests_libtests_la_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

# Tests of the library without devices.
c_tests = \
	tests/test_alloc \
	tests/test_audiogram \
	tests/test_block_size \
	tests/test_clatter \
	tests/test_compression \
	tests/test_contract \
	tests/test_distortion \
	tests/test_dose \
	tests/test_ear_guard \
	tests/test_fastmath \
	tests/test_fft \
	tests/test_gain_accuracy \
	tests/test_hearing \
	tests/test_howl \
	tests/test_interaural \
	tests/test_latency \
	tests/test_limiter \
	tests/test_loudspeaker \
	tests/test_meters \
	tests/test_noise_reduction \
	tests/test_param \
	tests/test_ramps \
	tests/test_realtime \
	tests/test_reset \
	tests/test_response \
	tests/test_robust \
	tests/test_silence \
	tests/test_static_curve \
	tests/test_threads \
	tests/test_unity

# With an allocator and locks that tell when they are called.
trapped = tests/trap.c tests/trap.h tests/trap_kernel.c
tests_test_alloc_SOURCES = tests/test_alloc.c $(trapped)
tests_test_realtime_SOURCES = tests/test_realtime.c $(trapped)

# Tests of devices and files: a name here, and NAME_LDADD = $(LDADD_IO).
if BUILD_IO
LDADD_IO = tests/libtests-io.la libenhance/libenhance-io-core.la $(LDADD)

# A folder of its own for a test, and sound files in it; spectra of recordings.
check_LTLIBRARIES += tests/libtests-io.la
tests_libtests_io_la_SOURCES = \
	tests/scratch.c \
	tests/scratch.h \
	tests/spectrum.c \
	tests/spectrum.h
tests_libtests_io_la_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

# A stand-in for the program, with faults on demand.
check_PROGRAMS += tests/fake_enhance
tests_fake_enhance_LDADD =

c_tests += \
	tests/test_child_event \
	tests/test_device_dummy \
	tests/test_device_find \
	tests/test_drift \
	tests/test_drift_news \
	tests/test_engine \
	tests/test_file \
	tests/test_file_damage \
	tests/test_file_target \
	tests/test_insertion_gain \
	tests/test_load \
	tests/test_ear_tone \
	tests/test_looks \
	tests/test_loop_delay \
	tests/test_noise_figures \
	tests/test_quality_samples \
	tests/test_realtime_engine \
	tests/test_resampler \
	tests/test_ring \
	tests/test_sinc \
	tests/test_splatter \
	tests/test_supervisor \
	tests/test_watch \
	tests/test_threads_engine \
	tests/test_wiped

tests_test_child_event_LDADD = $(LDADD_IO)
tests_test_device_dummy_LDADD = $(LDADD_IO)
tests_test_device_find_LDADD = $(LDADD_IO)
tests_test_drift_SOURCES = tests/test_drift.c $(trapped)
tests_test_drift_LDADD = $(LDADD_IO)
tests_test_drift_news_LDADD = $(LDADD_IO)
tests_test_engine_LDADD = $(LDADD_IO)
tests_test_file_LDADD = $(LDADD_IO)
tests_test_file_damage_LDADD = $(LDADD_IO)
tests_test_file_target_LDADD = $(LDADD_IO)
tests_test_insertion_gain_LDADD = $(LDADD_IO)
tests_test_load_LDADD = $(LDADD_IO)
tests_test_ear_tone_LDADD = $(LDADD_IO)
tests_test_looks_LDADD = $(LDADD_IO)
tests_test_loop_delay_LDADD = $(LDADD_IO)
tests_test_noise_figures_LDADD = $(LDADD_IO)
tests_test_quality_samples_LDADD = $(LDADD_IO)
tests_test_realtime_engine_SOURCES = tests/test_realtime_engine.c $(trapped)
tests_test_realtime_engine_LDADD = $(LDADD_IO)
tests_test_resampler_LDADD = $(LDADD_IO)
tests_test_ring_LDADD = $(LDADD_IO)
tests_test_sinc_LDADD = $(LDADD_IO)
tests_test_splatter_LDADD = $(LDADD_IO)
tests_test_supervisor_LDADD = $(LDADD_IO)
tests_test_watch_LDADD = $(LDADD_IO)
tests_test_threads_engine_LDADD = $(LDADD_IO)
tests_test_wiped_SOURCES = tests/test_wiped.c $(trapped)
tests_test_wiped_LDADD = $(LDADD_IO)
endif

# Tests of the measures of enhance-bench.
if BUILD_BENCH
c_tests += tests/test_metrics
tests_test_metrics_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/bench
tests_test_metrics_LDADD = bench/libmetrics.la $(LDADD)
endif

# Tests of the program, and what they make and look at sounds with.
if BUILD_CLI
run_cli_tests = $(cli_tests)
TESTS += $(run_cli_tests)

check_PROGRAMS += tests/control_json tests/list_json tests/look_wav tests/make_wav
tests_control_json_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_control_json_LDADD = $(JANSSON_LIBS) $(LIBM)
tests_list_json_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_list_json_LDADD = $(JANSSON_LIBS)
tests_look_wav_LDADD = $(LDADD_IO)

c_tests += \
	tests/test_control_line \
	tests/test_live_watch \
	tests/test_preset
tests_test_control_line_CFLAGS = \
	$(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
tests_test_control_line_LDADD = cli/libcontrol.la $(LDADD_IO) $(GLIB_LIBS)
tests_test_live_watch_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GLIB_CFLAGS)
tests_test_live_watch_LDADD = cli/libcontrol.la $(LDADD_IO) $(GLIB_LIBS)
tests_test_preset_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GLIB_CFLAGS)
tests_test_preset_LDADD = preset/libpreset.la $(LDADD_IO) $(GLIB_LIBS)
endif

# Tests of the app, and of its models.
if BUILD_GUI
run_gui_tests = $(gui_tests)
TESTS += $(run_gui_tests)

c_tests += tests/test_gui_model
tests_test_gui_model_CPPFLAGS = \
	$(AM_CPPFLAGS) $(PRESET_CPPFLAGS) -I$(top_srcdir)/gui
tests_test_gui_model_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GTK_CFLAGS)
tests_test_gui_model_LDADD = gui/libmodel.la $(LDADD_IO) $(GTK_LIBS)
endif

# A private JACK server, and `enhance live` on it.
if BUILD_RIG

check_PROGRAMS += \
	tests/rig/jack_ear \
	tests/rig/jack_player \
	tests/rig/jack_soak \
	tests/rig/live_delay \
	tests/rig/loop_find \
	tests/rig/supervised \
	tests/rig/wav_lag
# A module, so that it can be loaded before PortAudio: a library of the tests is
# else made static.
check_LTLIBRARIES += tests/rig/busy.la
tests_rig_busy_la_SOURCES = tests/rig/busy.c
tests_rig_busy_la_CFLAGS = $(AM_CFLAGS) $(PORTAUDIO_CFLAGS)
tests_rig_busy_la_LDFLAGS = -module -avoid-version -rpath $(abs_builddir)
tests_rig_busy_la_LIBADD =
tests_rig_jack_ear_SOURCES = \
	tests/rig/jack_ear.c \
	tests/rig/jack_tie.c \
	tests/rig/jack_tie.h
tests_rig_jack_ear_CFLAGS = $(AM_CFLAGS) $(JACK_CFLAGS)
tests_rig_jack_ear_LDADD = $(JACK_LIBS) $(LIBM)
tests_rig_jack_player_SOURCES = tests/rig/jack_player.c
tests_rig_jack_player_CPPFLAGS = $(PUBLIC_CPPFLAGS)
tests_rig_jack_player_CFLAGS = $(AM_CFLAGS) $(JACK_CFLAGS)
tests_rig_jack_player_LDADD = libenhance/libenhance-io.la $(JACK_LIBS)
tests_rig_jack_soak_SOURCES = \
	tests/rig/jack_soak.c \
	tests/rig/jack_tie.c \
	tests/rig/jack_tie.h
tests_rig_jack_soak_CPPFLAGS = $(PUBLIC_CPPFLAGS)
tests_rig_jack_soak_CFLAGS = $(AM_CFLAGS) $(JACK_CFLAGS) $(PTHREAD_CFLAGS)
tests_rig_jack_soak_LDADD = libenhance/libenhance-io.la $(JACK_LIBS) \
	$(PTHREAD_LIBS) $(LIBM)
tests_rig_supervised_SOURCES = tests/rig/supervised.c
tests_rig_supervised_LDADD = libenhance/libenhance-io-core.la \
	libenhance/libenhance-core.la $(PTHREAD_LIBS) $(LIBM)
tests_rig_live_delay_SOURCES = tests/rig/live_delay.c
tests_rig_live_delay_CPPFLAGS = $(PUBLIC_CPPFLAGS)
tests_rig_live_delay_LDADD = libenhance/libenhance-io.la libenhance/libenhance.la
tests_rig_loop_find_SOURCES = tests/rig/loop_find.c
tests_rig_loop_find_LDADD = $(LDADD_IO)
tests_rig_wav_lag_SOURCES = tests/rig/wav_lag.c
tests_rig_wav_lag_CPPFLAGS = $(PUBLIC_CPPFLAGS)
tests_rig_wav_lag_LDADD = libenhance/libenhance-io.la $(LIBM)
endif

check_PROGRAMS += $(c_tests)
TESTS += $(c_tests)

# The C tests under valgrind. What its own tools and the C library leak or keep
# is not ours; every definite loss and every wrong access fails the test.
check-valgrind: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	@test -n '$(VALGRIND)' || { \
	  echo 'make check-valgrind: valgrind is not installed' >&2; exit 1; }
	$(MAKE) check-TESTS TESTS='$(c_tests)' \
	  TEST_SUITE_LOG=valgrind-suite.log \
	  LOG_COMPILER='$(LIBTOOL) --quiet --mode=execute $(VALGRIND)' \
	  AM_LOG_FLAGS='-q --leak-check=full --errors-for-leak-kinds=definite \
	    --error-exitcode=99'

else !BUILD_TESTS

check-local check-valgrind:
	@echo "make check: the test suite was not built: $(WHY_NO_TESTS)" >&2
	@exit 1

endif !BUILD_TESTS
