# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

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
	libenhance/src/base/param.c \
	libenhance/src/base/param.h \
	libenhance/src/base/status.c \
	libenhance/src/base/version.c \
	libenhance/src/base/wide.h \
	libenhance/src/chain.c \
	libenhance/src/chain_design.c \
	libenhance/src/chain_meters.c \
	libenhance/src/chain_settings.c \
	libenhance/src/chain_setup.c \
	libenhance/src/chain_state.h \
	libenhance/src/chain_steps.h \
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
	libenhance/src/dsp/ramp.h \
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
	libenhance/src/stages/howl_parts.h \
	libenhance/src/stages/limiter.c \
	libenhance/src/stages/limiter.h \
	libenhance/src/stages/noise_tracker.c \
	libenhance/src/stages/noise_tracker.h

libenhance_libenhance_core_la_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/libenhance/src \
	-DENH_BUILDING
libenhance_libenhance_core_la_CFLAGS = \
	$(AM_CFLAGS) $(LIBRARY_CFLAGS) $(KISSFFT_CFLAGS)
libenhance_libenhance_core_la_LIBADD = $(KISSFFT_LIBS) $(LIBM)

lib_LTLIBRARIES += libenhance/libenhance.la

libenhance_libenhance_la_SOURCES =
libenhance_libenhance_la_LIBADD = libenhance/libenhance-core.la
libenhance_libenhance_la_LDFLAGS = \
	$(AM_LDFLAGS) -no-undefined \
	-version-info $(ENH_VERSION_INFO) \
	-export-symbols $(top_srcdir)/libenhance/enhance.sym
EXTRA_libenhance_libenhance_la_DEPENDENCIES = libenhance/enhance.sym

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
	libenhance/include/enhance/status.h \
	libenhance/include/enhance/version.h

EXTRA_DIST += \
	libenhance/enhance.sym \
	libenhance/enhance-io.sym

# --- libenhance-io: devices, files, the live engine ---------------------------

if BUILD_IO

noinst_LTLIBRARIES += libenhance/libenhance-io-core.la

libenhance_libenhance_io_core_la_SOURCES = \
	libenhance/io/bounded.c \
	libenhance/io/bounded.h \
	libenhance/io/child_event.c \
	libenhance/io/child_event.h \
	libenhance/io/clock.h \
	libenhance/io/device.h \
	libenhance/io/device_dummy.c \
	libenhance/io/device_list.c \
	libenhance/io/device_list.h \
	libenhance/io/device_names.c \
	libenhance/io/device_names.h \
	libenhance/io/device_portaudio.c \
	libenhance/io/device_portaudio.h \
	libenhance/io/device_portaudio_list.c \
	libenhance/io/device_portaudio_stream.c \
	libenhance/io/device_target.c \
	libenhance/io/device_target.h \
	libenhance/io/drift.c \
	libenhance/io/drift.h \
	libenhance/io/drift_news.c \
	libenhance/io/drift_news.h \
	libenhance/io/engine.c \
	libenhance/io/engine.h \
	libenhance/io/engine_setup.c \
	libenhance/io/error.c \
	libenhance/io/error.h \
	libenhance/io/event_queue.c \
	libenhance/io/event_queue.h \
	libenhance/io/file.c \
	libenhance/io/file.h \
	libenhance/io/file_length.c \
	libenhance/io/file_length.h \
	libenhance/io/file_public.c \
	libenhance/io/file_source.c \
	libenhance/io/file_source.h \
	libenhance/io/file_target.c \
	libenhance/io/file_target.h \
	libenhance/io/fourier.c \
	libenhance/io/fourier.h \
	libenhance/io/lines.c \
	libenhance/io/lines.h \
	libenhance/io/listener.c \
	libenhance/io/listener.h \
	libenhance/io/live_handle.h \
	libenhance/io/load.c \
	libenhance/io/load.h \
	libenhance/io/locked.c \
	libenhance/io/locked.h \
	libenhance/io/looks.c \
	libenhance/io/looks.h \
	libenhance/io/loop_delay.c \
	libenhance/io/loop_delay.h \
	libenhance/io/loop_probe.c \
	libenhance/io/loop_probe.h \
	libenhance/io/ear_tone.c \
	libenhance/io/loop_measure.c \
	libenhance/io/loop_measure.h \
	libenhance/io/process.h \
	libenhance/io/process_posix.c \
	libenhance/io/process_windows.c \
	libenhance/io/quiet.c \
	libenhance/io/quiet.h \
	libenhance/io/resampler.c \
	libenhance/io/resampler.h \
	libenhance/io/ring.c \
	libenhance/io/ring.h \
	libenhance/io/sinc.c \
	libenhance/io/sinc.h \
	libenhance/io/supervisor.c \
	libenhance/io/supervisor_run.c \
	libenhance/io/supervisor_spawn.c \
	libenhance/io/supervisor_state.h \
	libenhance/io/track.c \
	libenhance/io/track.h \
	libenhance/io/watch.c \
	libenhance/io/watch.h \
	libenhance/io/watch_devices.c \
	libenhance/io/watch_devices.h \
	libenhance/io/watch_heard.c \
	libenhance/io/watch_looked.c \
	libenhance/io/watch_ways.c \
	libenhance/io/watch_ways.h \
	libenhance/io/watch_words.c \
	libenhance/io/watch_words.h \
	libenhance/io/wipe.h

libenhance_libenhance_io_core_la_CPPFLAGS = \
	$(PUBLIC_CPPFLAGS) \
	-I$(top_srcdir)/libenhance/io \
	-DENH_BUILDING
libenhance_libenhance_io_core_la_CFLAGS = \
	$(AM_CFLAGS) $(LIBRARY_CFLAGS) $(PORTAUDIO_CFLAGS) $(SNDFILE_CFLAGS) \
	$(JANSSON_CFLAGS) $(PULSE_CFLAGS)
libenhance_libenhance_io_core_la_LIBADD = \
	$(PORTAUDIO_LIBS) $(SNDFILE_LIBS) $(JANSSON_LIBS) $(PULSE_LIBS) \
	$(PTHREAD_LIBS) $(LIBM)

if HAVE_PULSE
libenhance_libenhance_io_core_la_CPPFLAGS += -DHAVE_PULSE=1
endif

lib_LTLIBRARIES += libenhance/libenhance-io.la

libenhance_libenhance_io_la_SOURCES =
libenhance_libenhance_io_la_LIBADD = \
	libenhance/libenhance-io-core.la \
	libenhance/libenhance.la
libenhance_libenhance_io_la_LDFLAGS = \
	$(AM_LDFLAGS) -no-undefined \
	-version-info $(ENH_VERSION_INFO) \
	-export-symbols $(top_srcdir)/libenhance/enhance-io.sym
EXTRA_libenhance_libenhance_io_la_DEPENDENCIES = libenhance/enhance-io.sym

enhanceinclude_HEADERS += \
	libenhance/include/enhance/file.h \
	libenhance/include/enhance/live.h \
	libenhance/include/enhance/supervisor.h

endif
