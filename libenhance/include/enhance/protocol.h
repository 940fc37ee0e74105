/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Words of the control protocol. Part of libenhance-io.

   @defgroup enhance_protocol Control protocol

   The words of `enhance live --control`, in one place for the program that writes
   them and the one that reads them; docs/control.md explains them.

   Each list is a macro that applies another macro to every row. Rows are only
   ever appended. To add a warning, add a value to enh_supervisor_warning, a row
   here, and a sentence in each catalogue; the compiler names a catalogue that
   lacks it.

   The header is public because both sides are separate programs: the library
   reads what the command-line program writes, and neither sees the other's
   private headers.
*/

#ifndef ENHANCE_PROTOCOL_H
#define ENHANCE_PROTOCOL_H

#include <enhance/supervisor.h>

/** @addtogroup enhance_protocol
    @{ */

/** Grows only when a reader of before could no longer read. */
#define ENH_PROTOCOL_VERSION 1

/** X (NAME, "event"). */
#define ENH_PROTOCOL_EVENTS(X) \
  X (STATUS, "status")         \
  X (HELLO, "hello")           \
  X (STARTED, "started")       \
  X (WARNING, "warning")       \
  X (DELAY, "delay")           \
  X (OK, "ok")                 \
  X (ERROR, "error")           \
  X (LOST, "lost")             \
  X (BYE, "bye")

/** X (NAME, "kind", "key"): ENH_WARNING_NAME, and the key of its number; "":
    it has none. */
#define ENH_PROTOCOL_WARNINGS(X)        \
  X (HOWL, "howl", "hz")                \
  X (XRUNS, "xruns", "xruns")           \
  X (DRIFT, "drift", "ppm")             \
  X (CEILING, "ceiling", "ceiling_db")  \
  X (DOSE, "dose", "dose_percent")      \
  X (BLUETOOTH, "bluetooth", "")        \
  X (GAP, "gap", "ms")                  \
  X (RATE, "rate", "sample_rate")       \
  X (STEADIER, "steadier", "delay_ms")  \
  X (LOUDSPEAKER, "loudspeaker", "")    \
  X (SILENT, "silent", "cause")         \
  X (ONE_SIDED, "one_sided", "channel") \
  X (LATE, "late", "delay_ms")          \
  X (OUTPUT_SILENT, "output_silent", "cause")

/** X (NAME, "reason"): ENH_REASON_NAME, of `lost`. */
#define ENH_PROTOCOL_REASONS(X)        \
  X (NO_DEVICE, "no-device")           \
  X (BUSY, "busy")                     \
  X (RATE, "refused-rate")             \
  X (LOUDSPEAKER, "loudspeaker")       \
  X (SERVER_LOST, "server")            \
  X (SERVER_HUNG, "stalled")           \
  X (INPUT_LOST, "input-lost")         \
  X (OUTPUT_LOST, "output-lost")       \
  X (INPUT_REPLACED, "input-replaced") \
  X (GAVE_UP, "failed")

/** X (name, "command", NAME): ENH_REFUSED_NAME where it is answered by an
    error. */
#define ENH_PROTOCOL_COMMANDS(X)            \
  X (set, "set", SETTING)                   \
  X (mute, "mute", SETTING)                 \
  X (audiogram, "audiogram", SETTING)       \
  X (preset, "preset", SETTING)             \
  X (dose, "dose", SETTING)                 \
  X (measure_delay, "measure-delay", DELAY) \
  X (tone, "tone", TONE)                    \
  X (quit, "quit", OTHER)

/** X (type, field): of enh_live_status and enh_supervisor_status, in `started`
    and `status`; the field's name is the key. Types: count; small, a count of
    less than a million; number; single, one that fits a float; delay, one that is
    null rather than 0. */
#define ENH_PROTOCOL_FACTS(X) \
  X (number, sample_rate)     \
  X (small, period)           \
  X (small, inputs)           \
  X (small, outputs)          \
  X (number, delay_algorithm_ms)

/** Same, in `status` alone. */
#define ENH_PROTOCOL_STATUS(X) \
  X (count, heartbeat)         \
  X (count, frames)            \
  X (count, xruns)             \
  X (count, taps)              \
  X (small, system)            \
  X (delay, delay_ms)          \
  X (single, load_p99)         \
  X (single, load_max)

/** X (type, field): of enh_meters and enh_supervisor_status, in `status`. Type
    level: a number that is -200 where it is not known. */
#define ENH_PROTOCOL_METERS(X)  \
  X (level, noise_db)           \
  X (single, reduction_db)      \
  X (single, limiter_db)        \
  X (single, clatter_db)        \
  X (single, howl_reduction_db) \
  X (single, dose_percent)      \
  X (single, dose_percent_per_hour)

/** X (channels, field): of the same, a list of levels, one for each of the status'
    channels. */
#define ENH_PROTOCOL_LEVELS(X) \
  X (inputs, input_dbfs)       \
  X (outputs, output_dbfs)

/** @} */

#endif
