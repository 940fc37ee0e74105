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
	HARDENING='$(HARDENING_CFLAGS) $(HARDENING_LDFLAGS)'; export HARDENING; \
	PKG_CONFIG='$(PKG_CONFIG)'; export PKG_CONFIG;

EXTRA_DIST += \
	$(shell_tests) $(cli_tests) $(gui_tests) $(rig_tests) $(slow_rig_tests) \
	$(last_tests) \
	tests/cli/cli.sh \
	tests/cli/control.sh \
	tests/fuzz/corpus \
	tests/fuzz/README.md \
	tests/fuzz/run.sh \
	tests/tree/flags.c \
	tests/rig/client.sh \
	tests/rig/delay.sh \
	tests/rig/faults.sh \
	tests/rig/pipewire.sh \
	tests/rig/pulse.sh \
	tests/rig/rig.sh \
	tests/lib/tap.sh \
	tests/tree/trace.awk

# Scripts that look at the tree or at what was built: a name each.
shell_tests = \
	tests/bench/test_bench.sh \
	tests/bench/test_bench_run.sh \
	tests/plugins/test_lv2.sh \
	tests/tree/test_debian.sh \
	tests/tree/test_docs.sh \
	tests/tree/test_exports.sh \
	tests/tree/test_flags.sh \
	tests/tree/test_hardening.sh \
	tests/tree/test_headers.sh \
	tests/tree/test_kissfft.sh \
	tests/tree/test_layers.sh \
	tests/tree/test_offline.sh \
	tests/tree/test_samples.sh \
	tests/tree/test_tree.sh

TESTS += $(shell_tests) $(last_tests)

# Of the program enhance, where it is built.
cli_tests = \
	tests/cli/test_bad_input.sh \
	tests/cli/test_completion.sh \
	tests/cli/test_control.sh \
	tests/cli/test_control_storm.sh \
	tests/cli/test_file.sh \
	tests/cli/test_live.sh \
	tests/cli/test_params.sh \
	tests/cli/test_patience.sh \
	tests/cli/test_round_trip.sh

# On real servers, private to each test: JACK's, PulseAudio's, PipeWire's.
rig_tests = \
	tests/rig/test_faults_jack.sh \
	tests/rig/test_faults_pulse.sh \
	tests/rig/test_control.sh \
	tests/rig/test_delay.sh \
	tests/rig/test_filter_chain.sh \
	tests/rig/test_jack.sh \
	tests/rig/test_jack_client.sh \
	tests/rig/test_jalv.sh \
	tests/rig/test_pipewire.sh \
	tests/rig/test_privacy.sh

# The same for the delay over PulseAudio, whose null devices stand still on a busy
# machine; and for long. `make check-rigs
# REPEAT=20` runs all of these alone, so many times, and holds the faults to their
# times.
slow_rig_tests = \
	tests/rig/test_pulse.sh \
	tests/rig/test_soak.sh

TESTS += $(rig_tests)

# Of the app, in a real window.
gui_tests = \
	tests/gui/test_compare.sh \
	tests/gui/test_data.sh \
	tests/gui/test_kept.sh \
	tests/gui/test_live.sh \
	tests/gui/test_pages.sh \
	tests/gui/test_ready.sh \
	tests/gui/test_safety.sh \
	tests/gui/test_silent.sh

EXTRA_DIST += \
	tests/gui/app.py \
	tests/gui/compare.py \
	tests/gui/desktop.py \
	tests/gui/figures.py \
	tests/gui/figures.sh \
	tests/gui/kept.py \
	tests/gui/live.py \
	tests/gui/pages.py \
	tests/gui/pictures.py \
	tests/gui/pictures.sh \
	tests/gui/ready.py \
	tests/gui/safety.py \
	tests/gui/screen.sh \
	tests/gui/server.py \
	tests/gui/silent.py

# What the app costs: for a machine at rest, and so of no test.
gui-figures: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	$(AM_TESTS_ENVIRONMENT) $(BASH_PROGRAM) $(srcdir)/tests/gui/figures.sh

# The app's pictures for README.md and for catalogues of software.
gui-pictures: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	$(AM_TESTS_ENVIRONMENT) $(BASH_PROGRAM) $(srcdir)/tests/gui/pictures.sh
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
	/usr/bin/python3 $(srcdir)/tools/halts.py $(MAKE) check

# Alone, after all others: installing links the libraries anew, and for a moment
# they are not in the build folder.
last_tests = tests/tree/test_install.sh

tests/tree/test_install.log: \
	$(shell_tests:.sh=.log) $(rig_tests:.sh=.log) $(run_cli_tests:.sh=.log) \
	$(run_gui_tests:.sh=.log) $(c_tests:=.log)

# --- C tests ------------------------------------------------------------------

# A C test is a name in one of the lists below, and no more: tests/NAME is made
# of tests/NAME.c with the flags and libraries of no room, which are these. It
# may look into every room of the library.
AM_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/libenhance/src \
	-I$(top_srcdir)/libenhance \
	-I$(top_srcdir)/bench \
	-I$(top_srcdir)/tests \
	-DCHECK_SRCDIR='"$(abs_top_srcdir)"' \
	-DCHECK_BUILDDIR='"$(abs_top_builddir)"'

if BUILD_TESTS

LDADD_CORE = \
	tests/libtests.la \
	libenhance/libenhance-core.la \
	$(CMOCKA_LIBS) $(PTHREAD_LIBS) $(LIBM)
LDADD = $(LDADD_CORE)

# Signals, measures and drivers that tests share.
check_LTLIBRARIES += tests/libtests.la
tests_libtests_la_SOURCES = \
	bench/metrics/signal.c \
	bench/metrics/signal.h \
	tests/io/scene.h \
	tests/lib/alarms.c \
	tests/lib/alarms.h \
	tests/lib/check.c \
	tests/lib/check.h \
	tests/lib/drive.c \
	tests/lib/drive.h \
	tests/lib/measure.c \
	tests/lib/measure.h \
	tests/lib/signals.c \
	tests/lib/signals.h
tests_libtests_la_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

# Tests of the library without devices.
c_tests = \
	tests/src/test_alarms \
	tests/src/test_alloc \
	tests/src/test_api \
	tests/src/test_audiogram \
	tests/src/test_below_hearing \
	tests/src/test_block_size \
	tests/src/test_clatter \
	tests/src/test_compression \
	tests/src/test_contract \
	tests/src/test_distortion \
	tests/src/test_dose \
	tests/src/test_ear_guard \
	tests/src/test_fastmath \
	tests/src/test_fft \
	tests/src/test_gain_accuracy \
	tests/src/test_hearing \
	tests/src/test_howl \
	tests/src/test_interaural \
	tests/src/test_latency \
	tests/src/test_limiter \
	tests/src/test_loudspeaker \
	tests/src/test_meters \
	tests/src/test_new_noise \
	tests/src/test_noise_reduction \
	tests/src/test_param \
	tests/src/test_ramps \
	tests/src/test_realtime \
	tests/src/test_reset \
	tests/src/test_response \
	tests/src/test_search \
	tests/src/test_robust \
	tests/src/test_settings \
	tests/src/test_silence \
	tests/src/test_static_curve \
	tests/src/test_threads \
	tests/src/test_unity

# With an allocator and locks that tell when they are called.
trapped = tests/lib/trap.c tests/lib/trap.h tests/lib/trap_kernel.c
tests_src_test_alloc_SOURCES = tests/src/test_alloc.c $(trapped)
tests_src_test_realtime_SOURCES = tests/src/test_realtime.c $(trapped)

# Tests of devices and files.
if BUILD_IO
io_needs = tests/libtests-io.la libenhance/libenhance-io-core.la
LDADD_IO = $(io_needs) $(LDADD_CORE)

# A folder of its own for a test, and sound files in it; spectra of recordings.
check_LTLIBRARIES += tests/libtests-io.la
tests_libtests_io_la_SOURCES = \
	tests/lib/desk.c \
	tests/lib/desk.h \
	tests/lib/scratch.c \
	tests/lib/scratch.h \
	tests/lib/spectrum.c \
	tests/lib/spectrum.h
tests_libtests_io_la_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

# A stand-in for the program, with faults on demand.
check_PROGRAMS += tests/io/fake_enhance
tests_io_fake_enhance_LDADD =

io_tests = \
	tests/io/test_child_event \
	tests/io/test_config_size \
	tests/io/test_delay_measurement \
	tests/io/test_device_dummy \
	tests/io/test_device_find \
	tests/io/test_bridge \
	tests/io/test_seqlock \
	tests/io/test_engine \
	tests/io/test_file \
	tests/io/test_file_damage \
	tests/io/test_file_layout \
	tests/io/test_file_storm \
	tests/io/test_file_target \
	tests/src/test_insertion_gain \
	tests/io/test_load_histogram \
	tests/io/test_mic_mix \
	tests/io/test_tap_detector \
	tests/io/test_ear_tone \
	tests/io/test_agreement \
	tests/io/test_gcc_scot \
	tests/src/test_noise_figures \
	tests/src/test_quality_samples \
	tests/io/test_realtime_engine \
	tests/io/test_resampler \
	tests/io/test_null \
	tests/io/test_ring \
	tests/io/test_sinc \
	tests/src/test_splatter \
	tests/io/test_supervisor \
	tests/io/test_machine \
	tests/io/test_machine_devices \
	tests/io/test_threads_engine \
	tests/io/test_wiped

c_tests += $(io_tests)

# By GNU make: automake wants a line for each of them.
io_programs = $(io_tests:=$(EXEEXT))
$(io_programs): $(io_needs)
linked_with_io = $(io_programs)
$(linked_with_io): private LDADD = $(LDADD_IO)

EXTRA_tests_io_test_supervisor_DEPENDENCIES = tests/io/fake_enhance$(EXEEXT)
tests_io_test_file_storm_SOURCES = \
	tests/io/test_file_storm.c \
	tests/lib/all_formats.c \
	tests/lib/all_formats.h \
	tests/lib/decoder_leaks.c
tests_io_test_file_storm_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(SNDFILE_CFLAGS)
tests_io_test_file_storm_LDFLAGS = $(AM_LDFLAGS) $(SNDFILE_LIBS)
tests_io_test_bridge_SOURCES = tests/io/test_bridge.c $(trapped)
tests_io_test_realtime_engine_SOURCES = tests/io/test_realtime_engine.c $(trapped)
tests_io_test_wiped_SOURCES = tests/io/test_wiped.c $(trapped)
endif

# Tests of the LV2 plugin, in a host that links the library as it is installed.
if BUILD_LV2
if HAVE_LILV
c_tests += tests/plugins/test_listener
tests_plugins_test_listener_SOURCES = tests/plugins/test_listener.c $(trapped)
tests_plugins_test_listener_CFLAGS = \
	$(AM_CFLAGS) $(CMOCKA_CFLAGS) $(LILV_CFLAGS) $(LV2_CFLAGS)
tests_plugins_test_listener_LDADD = \
	tests/libtests.la libenhance/libenhance.la libenhance/libenhance-base.la \
	$(LILV_LIBS) $(CMOCKA_LIBS) $(PTHREAD_LIBS) $(LIBM)
EXTRA_tests_plugins_test_listener_DEPENDENCIES = \
	plugins/lv2/libenhance.lv2/listener.so
endif
endif

# Tests of the measures of enhance-bench.
if BUILD_BENCH
c_tests += tests/bench/test_metrics
tests_bench_test_metrics_LDADD = bench/libmetrics.la $(LDADD)
endif

# Tests of the program, and what they make and look at sounds with.
if BUILD_CLI
run_cli_tests = $(cli_tests)
TESTS += $(run_cli_tests)

check_PROGRAMS += \
	tests/cli/all_formats \
	tests/cli/control_json \
	tests/cli/hold_lease \
	tests/cli/list_json \
	tests/cli/look_wav \
	tests/cli/make_wav
tests_cli_all_formats_SOURCES = \
	tests/cli/all_formats.c \
	tests/lib/all_formats.c \
	tests/lib/all_formats.h
tests_cli_all_formats_CFLAGS = $(AM_CFLAGS) $(SNDFILE_CFLAGS)
tests_cli_all_formats_LDADD = $(SNDFILE_LIBS) $(LIBM)
tests_cli_hold_lease_LDADD =
# Modules, so that they can be loaded before the C library, and GLib.
check_LTLIBRARIES += tests/cli/dead_mount.la tests/cli/glib_locks.la
tests_cli_glib_locks_la_SOURCES = tests/cli/glib_locks.c
tests_cli_glib_locks_la_CFLAGS = $(WARNING_CFLAGS) $(GLIB_CFLAGS)
tests_cli_glib_locks_la_LDFLAGS = -module -avoid-version -rpath $(abs_builddir)
tests_cli_glib_locks_la_LIBADD =
tests_cli_dead_mount_la_SOURCES = tests/cli/dead_mount.c
tests_cli_dead_mount_la_CPPFLAGS = -U_FORTIFY_SOURCE
tests_cli_dead_mount_la_LDFLAGS = -module -avoid-version -rpath $(abs_builddir)
tests_cli_dead_mount_la_LIBADD = $(DLOPEN_LIBS)
tests_cli_control_json_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_cli_control_json_LDADD = $(JANSSON_LIBS) $(LIBM)
tests_cli_list_json_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_cli_list_json_LDADD = $(JANSSON_LIBS)
tests_cli_look_wav_LDADD = $(LDADD_IO)

c_tests += \
	tests/cli/test_control_line \
	tests/cli/test_live_judge \
	tests/cli/test_protocol \
	tests/cli/test_preset
tests_cli_test_control_line_CFLAGS = \
	$(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
tests_cli_test_control_line_LDADD = cli/libcontrol.la $(LDADD_IO) $(GLIB_LIBS)
tests_cli_test_live_judge_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GLIB_CFLAGS)
tests_cli_test_live_judge_LDADD = cli/libcontrol.la $(LDADD_IO) $(GLIB_LIBS)
tests_cli_test_protocol_CFLAGS = \
	$(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
tests_cli_test_protocol_LDADD = \
	cli/libcontrol.la $(LDADD_IO) $(GLIB_LIBS) $(JANSSON_LIBS)
tests_cli_test_preset_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GLIB_CFLAGS)
tests_cli_test_preset_LDADD = preset/libpreset.la $(LDADD_IO) $(GLIB_LIBS)
endif

# Tests of the app, and of its models.
if BUILD_GUI
run_gui_tests = $(gui_tests)
TESTS += $(run_gui_tests)

c_tests += \
	tests/gui/test_knobs \
	tests/gui/test_model
tests_gui_test_knobs_CPPFLAGS = $(tests_gui_test_model_CPPFLAGS)
tests_gui_test_knobs_CFLAGS = $(tests_gui_test_model_CFLAGS)
tests_gui_test_knobs_LDADD = $(tests_gui_test_model_LDADD)
tests_gui_test_model_CPPFLAGS = \
	$(AM_CPPFLAGS) $(PRESET_CPPFLAGS) -I$(top_srcdir)/gui
tests_gui_test_model_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(GTK_CFLAGS)
tests_gui_test_model_LDADD = gui/libmodel.la $(LDADD_IO) $(GTK_LIBS)
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

# A node on a private PipeWire server, and what its facts tell.
if HAVE_PIPEWIRE
if BUILD_IO
c_tests += tests/io/test_pipewire_kind
tests_io_test_pipewire_kind_CFLAGS = \
	$(AM_CFLAGS) $(CMOCKA_CFLAGS) $(PIPEWIRE_CFLAGS)
tests_io_test_pipewire_kind_LDADD = $(LDADD_IO)

check_PROGRAMS += tests/rig/pipewire_player
tests_rig_pipewire_player_SOURCES = tests/rig/pipewire_player.c
tests_rig_pipewire_player_CPPFLAGS = $(PUBLIC_CPPFLAGS)
tests_rig_pipewire_player_CFLAGS = $(AM_CFLAGS) $(PIPEWIRE_CFLAGS)
tests_rig_pipewire_player_LDADD = libenhance/libenhance-io.la $(PIPEWIRE_LIBS)
endif
endif

# Fuzz targets. `make check` replays the corpus of each; with --enable-fuzzers they are
# libFuzzer's, which `make fuzz` runs.
fuzz_shared = tests/fuzz/fuzz.h
fuzz_filed = $(fuzz_shared) tests/fuzz/fuzz_file.c tests/lib/decoder_leaks.c
fuzz_link = $(AM_LDFLAGS)
# `chain` is searched without coverage of the library; libFuzzer wants some of it.
fuzz_seen = $(AM_CFLAGS)
if FUZZERS
fuzz_link += -fsanitize=fuzzer
fuzz_seen += -fsanitize=fuzzer-no-link
else
fuzz_shared += tests/fuzz/replay.c
endif

fuzz_tests = tests/fuzz/audiogram tests/fuzz/chain
tests_fuzz_audiogram_SOURCES = tests/fuzz/audiogram.c $(fuzz_shared)
tests_fuzz_audiogram_LDFLAGS = $(fuzz_link)
tests_fuzz_chain_SOURCES = tests/fuzz/chain.c $(fuzz_shared)
tests_fuzz_chain_CFLAGS = $(fuzz_seen)
tests_fuzz_chain_LDFLAGS = $(fuzz_link)

if BUILD_IO
fuzz_tests += tests/fuzz/child_event tests/fuzz/file
tests_fuzz_child_event_SOURCES = tests/fuzz/child_event.c $(fuzz_shared)
tests_fuzz_child_event_LDFLAGS = $(fuzz_link)
tests_fuzz_child_event_LDADD = $(LDADD_IO)
tests_fuzz_file_SOURCES = tests/fuzz/file.c $(fuzz_filed)
tests_fuzz_file_LDFLAGS = $(fuzz_link)
tests_fuzz_file_LDADD = $(LDADD_IO)
endif

if BUILD_CLI
fuzz_tests += tests/fuzz/control tests/fuzz/preset
tests_fuzz_control_SOURCES = tests/fuzz/control.c $(fuzz_shared)
tests_fuzz_control_CPPFLAGS = $(AM_CPPFLAGS) $(PRESET_CPPFLAGS)
tests_fuzz_control_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
tests_fuzz_control_LDFLAGS = $(fuzz_link)
tests_fuzz_control_LDADD = \
	cli/libcontrol.la preset/libpreset.la $(LDADD_IO) $(GLIB_LIBS) $(JANSSON_LIBS)
tests_fuzz_preset_SOURCES = tests/fuzz/preset.c $(fuzz_shared)
tests_fuzz_preset_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
tests_fuzz_preset_LDFLAGS = $(fuzz_link)
tests_fuzz_preset_LDADD = preset/libpreset.la $(LDADD) $(GLIB_LIBS)
endif

if BUILD_BENCH
fuzz_tests += tests/fuzz/bench_compare
tests_fuzz_bench_compare_SOURCES = \
	tests/fuzz/bench_compare.c \
	bench/report/compare.c \
	bench/report/schema.c \
	$(fuzz_filed)
tests_fuzz_bench_compare_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_fuzz_bench_compare_LDFLAGS = $(fuzz_link)
tests_fuzz_bench_compare_LDADD = bench/libmetrics.la $(LDADD) $(JANSSON_LIBS)
endif

if BUILD_GUI
fuzz_tests += tests/fuzz/kept
tests_fuzz_kept_SOURCES = tests/fuzz/kept.c $(fuzz_filed)
tests_fuzz_kept_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/gui
tests_fuzz_kept_CFLAGS = $(AM_CFLAGS) $(GTK_CFLAGS)
tests_fuzz_kept_LDFLAGS = $(fuzz_link)
tests_fuzz_kept_LDADD = gui/libmodel.la $(LDADD_IO) $(GTK_LIBS)
endif

check_PROGRAMS += $(c_tests) $(fuzz_tests)
TESTS += $(c_tests) $(fuzz_tests)

# Damaged sound files in full number, and every rate through every format.
check-damaged: all $(check_LTLIBRARIES) $(check_PROGRAMS)
	ENH_DAMAGED=2000 ENH_ALL_RATES=1 $(MAKE) check-TESTS \
	  TESTS='tests/io/test_file_storm tests/cli/test_round_trip.sh' \
	  TEST_SUITE_LOG=damaged-suite.log

# What has threads, under ThreadSanitizer, in a build of its own.
tsan_tests = \
	tests/src/test_threads \
	tests/io/test_ear_tone \
	tests/io/test_ring \
	tests/io/test_seqlock \
	tests/io/test_supervisor \
	tests/io/test_threads_engine \
	tests/cli/test_control_storm.sh
tsan_needs = \
	$(filter-out %.sh,$(tsan_tests)) \
	cli/enhance \
	tests/cli/control_json \
	tests/cli/glib_locks.la \
	tests/cli/make_wav \
	tests/io/fake_enhance
TSAN_CC = clang
check-tsan:
	$(MKDIR_P) _tsan
	cd _tsan && { test -e config.status \
	  || '$(abs_top_srcdir)/configure' -q CC='$(TSAN_CC)' --disable-static \
	    --enable-sanitizers=thread --without-gtk; }
	cd _tsan && $(MAKE) -s $(tsan_needs) && ENH_TEST_SHORT=1 \
	  $(MAKE) -s check-TESTS check_PROGRAMS= check_LTLIBRARIES= \
	    TESTS='$(tsan_tests)'

FUZZ_S = 60
FUZZ =
fuzz:
	$(BASH_PROGRAM) $(srcdir)/tests/fuzz/run.sh $(FUZZ_S) $(FUZZ)

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
