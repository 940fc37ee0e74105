# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# --- The ground: what src, io and bench share ---------------------------------

noinst_LTLIBRARIES += libenhance/libenhance-base.la

libenhance_libenhance_base_la_SOURCES = \
	libenhance/base/bessel.c \
	libenhance/base/bessel.h \
	libenhance/base/clock.h \
	libenhance/base/config_take.c \
	libenhance/base/config_take.h \
	libenhance/base/fft_double.c \
	libenhance/base/fft_double.h \
	libenhance/base/interleave.h \
	libenhance/base/line_reader.c \
	libenhance/base/line_reader.h \
	libenhance/base/printable.h \
	libenhance/base/ring.c \
	libenhance/base/ring.h \
	libenhance/base/text.c \
	libenhance/base/text.h \
	libenhance/base/wipe.h
libenhance_libenhance_base_la_CPPFLAGS = -I$(top_srcdir)/libenhance
libenhance_libenhance_base_la_CFLAGS = $(AM_CFLAGS) $(LIBRARY_CFLAGS)

# --- libenhance: signal processing alone -------------------------------------

# Everything of src/, with its private symbols: what the tests link.
noinst_LTLIBRARIES += libenhance/libenhance-core.la

libenhance_libenhance_core_la_SOURCES = \
	libenhance/src/base/alloc.c \
	libenhance/src/base/alloc.h \
	libenhance/src/base/audiogram.c \
	libenhance/src/base/audiogram.h \
	libenhance/src/base/compare.c \
	libenhance/src/base/decibel.h \
	libenhance/src/base/denormal.h \
	libenhance/src/base/fastmath.h \
	libenhance/src/base/hearing.c \
	libenhance/src/base/mailbox.h \
	libenhance/src/base/minmax.h \
	libenhance/src/base/number.h \
	libenhance/src/base/number_text.c \
	libenhance/src/base/number_text.h \
	libenhance/src/base/param.c \
	libenhance/src/base/param.h \
	libenhance/src/base/status.c \
	libenhance/src/base/version.c \
	libenhance/src/base/wide.h \
	libenhance/src/chain.c \
	libenhance/src/chain_block.c \
	libenhance/src/chain_calls.c \
	libenhance/src/chain_design.c \
	libenhance/src/chain_interleaved.c \
	libenhance/src/chain_meters.c \
	libenhance/src/chain_response.c \
	libenhance/src/chain_settings.c \
	libenhance/src/chain_setup.c \
	libenhance/src/chain_setup_tables.c \
	libenhance/src/chain_state.h \
	libenhance/src/chain_steps.h \
	libenhance/src/settings_text.c \
	libenhance/src/dsp/analysis.c \
	libenhance/src/dsp/analysis.h \
	libenhance/src/dsp/band.c \
	libenhance/src/dsp/band.h \
	libenhance/src/dsp/fft.c \
	libenhance/src/dsp/fft.h \
	libenhance/src/dsp/filter_design.c \
	libenhance/src/dsp/filter_design.h \
	libenhance/src/dsp/fir.c \
	libenhance/src/dsp/fir.h \
	libenhance/src/dsp/fir_sum.h \
	libenhance/src/dsp/presence.c \
	libenhance/src/dsp/presence.h \
	libenhance/src/dsp/ramp.h \
	libenhance/src/dsp/stillness.c \
	libenhance/src/dsp/stillness.h \
	libenhance/src/stages/clatter.c \
	libenhance/src/stages/clatter.h \
	libenhance/src/stages/compressor.c \
	libenhance/src/stages/compressor.h \
	libenhance/src/stages/denoise.c \
	libenhance/src/stages/denoise.h \
	libenhance/src/stages/dose.c \
	libenhance/src/stages/dose.h \
	libenhance/src/stages/ear_guard.c \
	libenhance/src/stages/ear_guard.h \
	libenhance/src/stages/howl.c \
	libenhance/src/stages/howl.h \
	libenhance/src/stages/howl_dip.c \
	libenhance/src/stages/howl_find.c \
	libenhance/src/stages/howl_note.c \
	libenhance/src/stages/howl_parts.h \
	libenhance/src/stages/howl_suspect.c \
	libenhance/src/stages/howl_trial.c \
	libenhance/src/stages/limiter.c \
	libenhance/src/stages/limiter.h \
	libenhance/src/stages/noise_tracker.c \
	libenhance/src/stages/noise_tracker.h \
	libenhance/src/stages/subsonic.c \
	libenhance/src/stages/subsonic.h

libenhance_libenhance_core_la_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/libenhance/src \
	-I$(top_srcdir)/libenhance \
	-DENH_BUILDING
libenhance_libenhance_core_la_CFLAGS = \
	$(AM_CFLAGS) $(LIBRARY_CFLAGS) $(KISSFFT_CFLAGS)
libenhance_libenhance_core_la_LIBADD = \
	libenhance/libenhance-base.la $(KISSFFT_LIBS) $(LIBM)

# What they export is in a list; where the linker can, with a node of the version
# that it came with, so that a program says which it needs.
ENHANCE_LIST = libenhance/enhance.sym
ENHANCE_IO_LIST = libenhance/enhance-io.sym
if HAVE_VERSION_SCRIPT
ENHANCE_LIST += libenhance/enhance.map
ENHANCE_IO_LIST += libenhance/enhance-io.map
ENHANCE_EXPORTS = -Wl,--version-script=libenhance/enhance.map
ENHANCE_IO_EXPORTS = -Wl,--version-script=libenhance/enhance-io.map
else
ENHANCE_EXPORTS = -export-symbols $(top_srcdir)/libenhance/enhance.sym
ENHANCE_IO_EXPORTS = -export-symbols $(top_srcdir)/libenhance/enhance-io.sym
endif

make_map = $(MKDIR_P) libenhance && \
	$(AWK) -v first=0.1 -f $(srcdir)/libenhance/map.awk
libenhance/enhance.map: libenhance/enhance.sym libenhance/map.awk
	$(AM_V_GEN)$(make_map) -v node=ENHANCE \
	  $(srcdir)/libenhance/enhance.sym > $@.part && mv $@.part $@
libenhance/enhance-io.map: libenhance/enhance-io.sym libenhance/map.awk
	$(AM_V_GEN)$(make_map) -v node=ENHANCE_IO \
	  $(srcdir)/libenhance/enhance-io.sym > $@.part && mv $@.part $@

CLEANFILES += \
	libenhance/enhance.map \
	libenhance/enhance-io.map

lib_LTLIBRARIES += libenhance/libenhance.la

libenhance_libenhance_la_SOURCES =
libenhance_libenhance_la_LIBADD = libenhance/libenhance-core.la
libenhance_libenhance_la_LDFLAGS = \
	$(AM_LDFLAGS) -no-undefined \
	-version-info $(ENH_VERSION_INFO) \
	$(ENHANCE_EXPORTS)
EXTRA_libenhance_libenhance_la_DEPENDENCIES = $(ENHANCE_LIST)

enhanceincludedir = $(includedir)/enhance
enhanceinclude_HEADERS = \
	libenhance/include/enhance/attributes.h \
	libenhance/include/enhance/audiogram.h \
	libenhance/include/enhance/chain.h \
	libenhance/include/enhance/config.h \
	libenhance/include/enhance/enhance.h \
	libenhance/include/enhance/hearing.h \
	libenhance/include/enhance/meter.h \
	libenhance/include/enhance/param.h \
	libenhance/include/enhance/settings.h \
	libenhance/include/enhance/status.h \
	libenhance/include/enhance/version.h

EXTRA_DIST += \
	libenhance/enhance.sym \
	libenhance/enhance-io.sym \
	libenhance/map.awk

# --- libenhance-io: devices, files, the live engine ---------------------------

if BUILD_IO

noinst_LTLIBRARIES += libenhance/libenhance-io-core.la

libenhance_libenhance_io_core_la_SOURCES = \
	libenhance/io/base/error.c \
	libenhance/io/base/error.h \
	libenhance/io/base/locked_memory.c \
	libenhance/io/base/locked_memory.h \
	libenhance/io/base/run_with_timeout.c \
	libenhance/io/base/run_with_timeout.h \
	libenhance/io/base/silence_stderr.c \
	libenhance/io/base/silence_stderr.h \
	libenhance/io/base/sound_check.c \
	libenhance/io/base/sound_check.h \
	libenhance/io/clock_sync/agreement.c \
	libenhance/io/clock_sync/agreement.h \
	libenhance/io/clock_sync/bridge.c \
	libenhance/io/clock_sync/bridge.h \
	libenhance/io/clock_sync/dll.c \
	libenhance/io/clock_sync/dll.h \
	libenhance/io/clock_sync/resampler.c \
	libenhance/io/clock_sync/resampler.h \
	libenhance/io/clock_sync/seqlock.c \
	libenhance/io/clock_sync/seqlock.h \
	libenhance/io/clock_sync/sinc.c \
	libenhance/io/clock_sync/sinc.h \
	libenhance/io/device/choose.c \
	libenhance/io/device/choose.h \
	libenhance/io/device/driver.h \
	libenhance/io/device/dummy.c \
	libenhance/io/server/kind.c \
	libenhance/io/server/kind.h \
	libenhance/io/device/list.c \
	libenhance/io/device/list.h \
	libenhance/io/device/merge.c \
	libenhance/io/device/merge.h \
	libenhance/io/device/pipewire.h \
	libenhance/io/device/portaudio.c \
	libenhance/io/device/portaudio.h \
	libenhance/io/device/portaudio_list.c \
	libenhance/io/device/portaudio_stream.c \
	libenhance/io/device/pulse.c \
	libenhance/io/device/pulse.h \
	libenhance/io/device/pulse_route.c \
	libenhance/io/device/pulse_route.h \
	libenhance/io/device/pulse_watch.c \
	libenhance/io/device/pulse_watch.h \
	libenhance/io/engine/engine.c \
	libenhance/io/engine/engine.h \
	libenhance/io/engine/load_histogram.c \
	libenhance/io/engine/load_histogram.h \
	libenhance/io/engine/mic_mix.c \
	libenhance/io/engine/mic_mix.h \
	libenhance/io/engine/tap_detector.c \
	libenhance/io/engine/tap_detector.h \
	libenhance/io/engine/probe_player.c \
	libenhance/io/engine/probe_player.h \
	libenhance/io/file/file.c \
	libenhance/io/file/foreign.c \
	libenhance/io/file/foreign.h \
	libenhance/io/file/layout.c \
	libenhance/io/file/layout.h \
	libenhance/io/file/layout_mpeg.c \
	libenhance/io/file/layout_ogg.c \
	libenhance/io/file/layout_ogg_flac.c \
	libenhance/io/file/layout_parts.c \
	libenhance/io/file/part.c \
	libenhance/io/file/part.h \
	libenhance/io/file/promise.c \
	libenhance/io/file/promise.h \
	libenhance/io/file/format.c \
	libenhance/io/file/format.h \
	libenhance/io/file/sndfile.c \
	libenhance/io/file/sndfile.h \
	libenhance/io/file/sndfile_state.h \
	libenhance/io/file/sndfile_write.c \
	libenhance/io/file/source.c \
	libenhance/io/file/source.h \
	libenhance/io/file/target.c \
	libenhance/io/file/target.h \
	libenhance/io/file/truncation.c \
	libenhance/io/file/truncation.h \
	libenhance/io/live/delay_measurement.c \
	libenhance/io/live/delay_measurement.h \
	libenhance/io/live/ear_tone.c \
	libenhance/io/live/gcc_scot.c \
	libenhance/io/live/gcc_scot.h \
	libenhance/io/live/live.c \
	libenhance/io/live/live_state.h \
	libenhance/io/live/status.c \
	libenhance/io/supervisor/child_event.c \
	libenhance/io/supervisor/child_event.h \
	libenhance/io/supervisor/command_line.c \
	libenhance/io/supervisor/config_check.c \
	libenhance/io/supervisor/config_check.h \
	libenhance/io/supervisor/device_match.c \
	libenhance/io/supervisor/device_match.h \
	libenhance/io/supervisor/event_queue.c \
	libenhance/io/supervisor/event_queue.h \
	libenhance/io/supervisor/machine.c \
	libenhance/io/supervisor/machine.h \
	libenhance/io/supervisor/messages.c \
	libenhance/io/supervisor/on_child_event.c \
	libenhance/io/supervisor/on_device_scan.c \
	libenhance/io/supervisor/process.h \
	libenhance/io/supervisor/process_posix.c \
	libenhance/io/supervisor/process_reader.c \
	libenhance/io/supervisor/process_reader.h \
	libenhance/io/supervisor/process_windows.c \
	libenhance/io/supervisor/supervisor.c \
	libenhance/io/supervisor/supervisor_state.h \
	libenhance/io/supervisor/thread.c \
	libenhance/io/supervisor/transitions.c \
	libenhance/io/supervisor/transitions.h

libenhance_libenhance_io_core_la_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/libenhance \
	-DENH_BUILDING
libenhance_libenhance_io_core_la_CFLAGS = \
	$(AM_CFLAGS) $(LIBRARY_CFLAGS) $(PORTAUDIO_CFLAGS) $(SNDFILE_CFLAGS) \
	$(JANSSON_CFLAGS) $(PULSE_CFLAGS) $(PIPEWIRE_CFLAGS)
libenhance_libenhance_io_core_la_LIBADD = \
	libenhance/libenhance-base.la \
	$(PORTAUDIO_LIBS) $(SNDFILE_LIBS) $(JANSSON_LIBS) $(PULSE_LIBS) \
	$(DLOPEN_LIBS) $(PTHREAD_LIBS) $(LIBM)

if HAVE_PULSE
libenhance_libenhance_io_core_la_CPPFLAGS += -DHAVE_PULSE=1
libenhance_libenhance_io_core_la_SOURCES += \
	libenhance/io/device/pulse_device.h \
	libenhance/io/device/pulse_server.c \
	libenhance/io/device/pulse_server.h \
	libenhance/io/device/pulse_stream.c
endif

# Its library is opened when it is needed: only the headers are.
if HAVE_PIPEWIRE
libenhance_libenhance_io_core_la_SOURCES += \
	libenhance/io/device/pipewire.c \
	libenhance/io/device/pipewire_device.h \
	libenhance/io/server/pipewire_facts.c \
	libenhance/io/server/pipewire_graph.c \
	libenhance/io/server/pipewire_graph.h \
	libenhance/io/server/pipewire_kind.c \
	libenhance/io/server/pipewire_library.c \
	libenhance/io/server/pipewire_library.h \
	libenhance/io/device/pipewire_links.c \
	libenhance/io/device/pipewire_list.c \
	libenhance/io/device/pipewire_list.h \
	libenhance/io/device/pipewire_process.c \
	libenhance/io/device/pipewire_stream.c \
	libenhance/io/device/pipewire_watch.c
else
libenhance_libenhance_io_core_la_SOURCES += \
	libenhance/io/device/pipewire_none.c
endif

lib_LTLIBRARIES += libenhance/libenhance-io.la

libenhance_libenhance_io_la_SOURCES =
libenhance_libenhance_io_la_LIBADD = \
	libenhance/libenhance-io-core.la \
	libenhance/libenhance.la
libenhance_libenhance_io_la_LDFLAGS = \
	$(AM_LDFLAGS) -no-undefined \
	-version-info $(ENH_VERSION_INFO) \
	$(ENHANCE_IO_EXPORTS)
EXTRA_libenhance_libenhance_io_la_DEPENDENCIES = $(ENHANCE_IO_LIST)

enhanceinclude_HEADERS += \
	libenhance/include/enhance/delay_measurement.h \
	libenhance/include/enhance/device.h \
	libenhance/include/enhance/file.h \
	libenhance/include/enhance/live.h \
	libenhance/include/enhance/protocol.h \
	libenhance/include/enhance/supervisor.h \
	libenhance/include/enhance/supervisor_event.h

endif
