/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file live.h
   Microphone to headset: audio devices and the live engine. Part of
   libenhance-io.

   A device is named by its number in the list, by its whole name, or by a part
   of its name that no other device has (case does not count). Besides real
   devices there is the dummy device: `dummy:` as input is silence and as
   output throws away; `dummy:PATH` as input plays a sound file as the
   microphone, as output writes what the ear would get to a 32-bit float file.
   A dummy device keeps time by the system's clock. Input and output are
   either both dummy or both real.

   Input and output may be two devices, of two sound systems too. What the one
   records then reaches the other at a delay that stays the same however far
   their clocks are apart.
*/

#ifndef ENHANCE_LIVE_H
#define ENHANCE_LIVE_H

#include <enhance/attributes.h>
#include <enhance/chain.h>
#include <enhance/config.h>
#include <enhance/status.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** What a device is, as far as its name and driver tell. */
typedef enum enh_device_kind {
  ENH_DEVICE_UNKNOWN = 0,
  ENH_DEVICE_WIRED = 1, /**< A headphone or headset jack */
  ENH_DEVICE_USB = 2,
  ENH_DEVICE_BLUETOOTH = 3,  /**< Adds 100 ms and more */
  ENH_DEVICE_LOUDSPEAKER = 4 /**< Would howl */
} enh_device_kind;

/** One device; strings live as long as the list. */
typedef struct enh_device_info {
  uint32_t number;     /**< Its place in the list */
  const char *name;    /**< UTF-8, as the sound system gives it */
  const char *backend; /**< "JACK", "ALSA", … */
  enh_device_kind kind;
  uint32_t inputs;    /**< Channels it records; 0: none */
  uint32_t outputs;   /**< Channels it plays; 0: none */
  double sample_rate; /**< Hz, its own */
  int default_input;  /**< Not 0: used when no input is named */
  int default_output; /**< Not 0: used when no output is named */
} enh_device_info;

/** What lies behind a device that only leads to a sound server, such as
    ALSA's "default"; an empty name: not known. */
typedef struct enh_device_target {
  char name[256]; /**< The server's own name of it */
  char text[256]; /**< A name for a person, UTF-8 */
  enh_device_kind kind;
} enh_device_target;

/** The devices there were when the list was made. */
typedef struct enh_device_list enh_device_list;

/** Which side of a device is wanted. */
typedef enum enh_direction {
  ENH_DIRECTION_INPUT = 0,
  ENH_DIRECTION_OUTPUT = 1
} enh_direction;

/** One live engine: a device or two, a chain, and what runs between them. */
typedef struct enh_live enh_live;

/** Begin with ENH_LIVE_CONFIG_INIT. Fields are only ever appended. */
typedef struct enh_live_config {
  size_t size;        /**< sizeof (enh_live_config) */
  const char *input;  /**< Device; NULL: the default */
  const char *output; /**< Device; NULL: the default */
  double sample_rate; /**< Hz; 0: the output's own. A rate that the output
                           refuses is not used: see enh_live_status */
  uint32_t period;    /**< Frames, 16 to 8192; 0: the sound server's own, or
                           256 through a plugin of ALSA's */
  uint32_t inputs;    /**< 1 or 2 microphones; 0: 1 */
  uint32_t outputs;   /**< 1 or 2 ears; 0: 2 where the device has them */
  enh_delay delay;    /**< Of the chain */
  const char *client; /**< For the server; NULL: "Personal Listener" */
  /** Not 0: use an output that is a loudspeaker, which is refused otherwise. The
      chain is then made ENH_FOR_LOUDSPEAKER. */
  int allow_loudspeaker;
} enh_live_config;

/** Default devices, their rate and period, one microphone to both ears. */
#define ENH_LIVE_CONFIG_INIT                                                  \
  {                                                                           \
    sizeof (enh_live_config), NULL, NULL, 0.0, 0u, 0u, 0u, ENH_DELAY_DEFAULT, \
      NULL, 0                                                                 \
  }

/** How the engine runs. Begin with ENH_LIVE_STATUS_INIT. */
typedef struct enh_live_status {
  size_t size;        /**< sizeof (enh_live_status) */
  uint64_t heartbeat; /**< Callbacks; standing still is a stall */
  uint64_t frames;    /**< Frames processed */
  uint64_t xruns;     /**< Gaps that the sound system told of */
  int running;        /**< 0: not started, ended or lost */
  /** Not 0: the dummy input came to its end, or a dummy's file failed:
      enh_live_stop tells. */
  int finished;
  int failed;         /**< Not 0: the device was lost */
  double sample_rate; /**< Hz, in use */
  uint32_t period;    /**< Frames of the last callback */
  uint32_t inputs;    /**< Channels in use */
  uint32_t outputs;   /**< Channels in use */
  /** End to end, an estimate: devices + chain; 0 when the sound system tells
      nothing that can be believed. */
  double delay_ms;
  double delay_algorithm_ms; /**< The chain's, exact */
  float load_p50;            /**< Callback time / period, median */
  float load_p99;            /**< Same, 99th percentile */
  float load_max;            /**< Same, worst */
  /** Not 0: input and output are two devices with a clock each; what the one
      records is handed to the other at its own pace. */
  int two_clocks;
  double drift_ppm;    /**< The input's clock against the output's, parts in
                             10^6; 0 with one clock, or while not known */
  uint64_t resyncs;    /**< Times that the delay between two clocks was set
                             anew, after a stall or lost samples */
  double refused_rate; /**< Hz, asked for and refused by the device; it runs at
                             `sample_rate`, its own. 0: none was refused */
} enh_live_status;

/** Nothing known. */
#define ENH_LIVE_STATUS_INIT                                                  \
  {                                                                           \
    sizeof (enh_live_status), 0u, 0u, 0u, 0, 0, 0, 0.0, 0u, 0u, 0u, 0.0, 0.0, \
      0.0f, 0.0f, 0.0f, 0, 0.0, 0u, 0.0                                       \
  }

/** Where a measurement of the delay stands. */
typedef enum enh_measure_state {
  ENH_MEASURE_NONE = 0,    /**< Never begun */
  ENH_MEASURE_RUNNING = 1, /**< The probe plays */
  ENH_MEASURE_DONE = 2,    /**< Measured; `ms` tells whether a loop was heard */
  ENH_MEASURE_CANCELLED = 3 /**< Ended before its end: cancelled, muted, stopped
                                 or lost */
} enh_measure_state;

/** What a measurement found. Begin with ENH_LIVE_DELAY_INIT. */
typedef struct enh_live_delay {
  size_t size;    /**< sizeof (enh_live_delay) */
  double ms;      /**< From microphone to ear, devices and chain, as it would be
                       with the headset worn: loop_ms and the chain's own delay.
                       0: no loop was heard, and none is claimed */
  double loop_ms; /**< From ear to microphone, through devices and air: what
                       was measured. 0: no loop was heard */
  /** 0 to 1: the share of the four bursts that agree on the delay within
      0.25 ms, times how far the loop stands out of everything else that was
      heard (0 at 12 dB, 1 at 20 dB and more). Below ENH_MEASURE_BELIEVED no
      delay is claimed. */
  double confidence;
} enh_live_delay;

/** Nothing measured. */
#define ENH_LIVE_DELAY_INIT                \
  {                                        \
    sizeof (enh_live_delay), 0.0, 0.0, 0.0 \
  }

/** Confidence from which on a delay is claimed. */
#define ENH_MEASURE_BELIEVED 0.6

/**
   @defgroup live_setup Setup  (@setup)
   @{
*/

/**
   List the devices of now.  @setup

   Opens and closes the sound system; not while a live engine with real
   devices exists in this process (ENH_ERR_STATE), because the sound system
   hands such a list from its memory.

   @param list   Where it goes; NULL on failure. An empty list is no failure.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY, ENH_ERR_STATE,
           ENH_ERR_DEVICE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_device_list_create (enh_device_list **list, enh_error *error);

/** Free a list; NULL is fine.  @setup  @since 0.1 */
ENH_API void
enh_device_list_destroy (enh_device_list *list);

/**
   One device of a list.  @setup

   @return NULL past the last.
   @since 0.1
*/
ENH_API const enh_device_info *
enh_device_list_get (const enh_device_list *list, uint32_t number);

/**
   Find a device.  @setup

   @param list       The list.
   @param spec       Number, name or part of a name; NULL: the default.
   @param direction  Which side it must have.
   @param found      The device, on success.
   @param error      NULL, or filled with what was not found, or what matched.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_DEVICE, ENH_ERR_AMBIGUOUS.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_device_list_find (const enh_device_list *list, const char *spec,
                      enh_direction direction, const enh_device_info **found,
                      enh_error *error);

/**
   Ask PulseAudio, or PipeWire in its place, where sound goes.  @setup

   Takes 2 s at most, and opens no stream.

   @param process  Of which process; where it has no stream, and for 0, where
                   the server would send a new one.
   @param input    Filled: the microphone.
   @param output   Filled: what plays.
   @param error    NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_DEVICE (no such server, or
           libenhance-io was built without libpulse), ENH_ERR_DEVICE (there is
           one, and it does not answer).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_device_find_targets (long process, enh_device_target *input,
                         enh_device_target *output, enh_error *error);

/** "wired", "usb", "bluetooth", "loudspeaker", "unknown".  @any  @since 0.1 */
ENH_API const char *
enh_device_kind_name (enh_device_kind kind);

/**
   Open devices and make the chain between them; silent until started.  @setup

   @param live    Where the handle goes; NULL on failure.
   @param config  From ENH_LIVE_CONFIG_INIT.
   @param error   NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_CONFIG, ENH_ERR_NO_MEMORY,
           ENH_ERR_NO_DEVICE, ENH_ERR_AMBIGUOUS, ENH_ERR_RATE,
           ENH_ERR_CHANNELS, ENH_ERR_LOUDSPEAKER, ENH_ERR_BUSY,
           ENH_ERR_DEVICE, and for dummy devices the file's
           ENH_ERR_OPEN, ENH_ERR_FORMAT, ENH_ERR_READ.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_create (enh_live **live, const enh_live_config *config,
                 enh_error *error);

/**
   Stop if running, and free everything.  @setup

   After a device was lost its memory stays, for the sound system may still
   hold it, and real devices cannot be opened again in this process: PortAudio
   would hang. Leave the process by _exit then.

   @param live  NULL is fine.
   @since 0.1
*/
ENH_API void
enh_live_destroy (enh_live *live);

/**
   The chain, for its parameters, audiogram, mute and meters. Not for process,
   reset or destroy.  @setup

   @since 0.1
*/
ENH_API enh_chain *
enh_live_chain (enh_live *live);

/**
   The device in use on one side: its name, back end and kind, and the channels
   and rate in use; number and defaults mean nothing.  @setup

   @return Valid until destroy; NULL for NULL.
   @since 0.1
*/
ENH_API const enh_device_info *
enh_live_device (const enh_live *live, enh_direction direction);

/**
   Begin: the quiet start, then sound.  @setup

   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (running already, or ended),
           ENH_ERR_DEVICE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_start (enh_live *live, enh_error *error);

/**
   End: fade out in 10 ms, stop, and finish a dummy output's file.  @setup

   May be called in any state; an engine that was stopped stays stopped.

   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_DEVICE (lost), ENH_ERR_READ (the dummy
           input's file is damaged), ENH_ERR_WRITE (the dummy output's file
           could not be written). A dummy output's file exists only after
           ENH_OK.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_stop (enh_live *live, enh_error *error);

/**
   Begin to measure the delay: one earpiece is held to the microphone.  @setup

   For 2 s the ear gets a hiss of 66 dB SPL (by `ear_full_scale`; less under a
   low ceiling), and with the second after it that takes the place of the
   chain's sound; the microphone is recorded as it comes, before the chain:
   noise reduction plays no part. Then the sound opens again. A mute that begins
   meanwhile ends the measurement; one that was there before stays, and the hiss
   is heard all the same. Nothing of what was recorded is kept.

   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (not running, or measuring
           already), ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_measure_begin (enh_live *live, enh_error *error);

/**
   Look how far the measurement is, without waiting.  @setup

   The first call after the last sample computes the result, which takes some
   tenths of a second of one core; the sound goes on meanwhile.

   @param live   The engine.
   @param delay  From ENH_LIVE_DELAY_INIT, or NULL; only as many bytes as its
                 `size` tells are written. Filled once the state is
                 ENH_MEASURE_DONE, and again at each later call.
   @return Where it stands.
   @since 0.1
*/
ENH_API enh_measure_state
enh_live_measure_poll (enh_live *live, enh_live_delay *delay);

/**
   Measure the delay and wait for the result, four seconds at most.  @setup

   The same as enh_live_measure_begin, and enh_live_measure_poll until it ends.
   May be called from a thread of its own while others make @any calls.

   @param live        The engine, running.
   @param ms          As in enh_live_delay; 0: no loop was heard.
   @param confidence  NULL, or where it goes.
   @param error       NULL, or filled on failure.
   @return ENH_OK, also when no loop was heard; ENH_ERR_NULL, ENH_ERR_STATE
           (not running, measuring already, or cancelled), ENH_ERR_NO_MEMORY,
           ENH_ERR_DEVICE (lost meanwhile).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_measure_delay (enh_live *live, double *ms, double *confidence,
                        enh_error *error);

/**
   Play a soft tone in one ear: 500 Hz for a second.  @setup

   Of 60 dB SPL (by `ear_full_scale`), instead of the chain's sound, which opens
   again afterwards; the other ear is silent meanwhile. A mute ends it within
   10 ms.

   @param live   The engine, running.
   @param ear    0 left, 1 right.
   @param error  NULL, or filled on failure.
   @return ENH_OK: it plays; ENH_ERR_NULL, ENH_ERR_RANGE (no such channel),
           ENH_ERR_STATE (not running, muted, measuring, or a tone still
           plays), ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_play_tone (enh_live *live, uint32_t ear, enh_error *error);

/**
   @}
   @defgroup live_any Any thread  (@any)
   @{
*/

/** End a measurement: the probe falls silent within 10 ms. Nothing happens when
    none runs.  @any  @since 0.1 */
ENH_API ENH_REALTIME void
enh_live_measure_cancel (enh_live *live);

/**
   How it runs.  @any

   @param live    The engine.
   @param status  From ENH_LIVE_STATUS_INIT; only as many bytes as its `size`
                  tells are written.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_live_get_status (const enh_live *live, enh_live_status *status);

/** @} */

ENH_END_DECLS

#endif
