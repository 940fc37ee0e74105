/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief The live engine: microphone to headset. Part of libenhance-io.

   @defgroup enhance_live Live engine

   Microphone to headset, in the caller's process. Part of libenhance-io.

   Input and output may be two devices, even of two sound systems. The delay
   between them then stays constant although their clocks differ.

   To survive faults of the sound system, use @ref enhance_supervisor.
*/

#ifndef ENHANCE_LIVE_H
#define ENHANCE_LIVE_H

#include <enhance/attributes.h>
#include <enhance/chain.h>
#include <enhance/config.h>
#include <enhance/delay_measurement.h>
#include <enhance/device.h>
#include <enhance/status.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_live
    @{ */

/** The configuration of a live engine. Start from ENH_LIVE_CONFIG_INIT. New
    fields are only ever appended. */
typedef struct enh_live_config {
  size_t size;        /**< sizeof (enh_live_config) */
  const char *input;  /**< Device, see @ref enhance_device; NULL: the default */
  const char *output; /**< Device; NULL: the default */
  double sample_rate; /**< Hz; 0: the output's own. If the output refuses the
                           rate, its own is used: see enh_live_status */
  uint32_t period;    /**< Frames, 16 to 8192; 0: the sound server's own, or 256
                           through an ALSA plugin */
  uint32_t inputs;    /**< Microphone channels, 1 or 2; 0: one, made of
                           both where the device has two: the better one, or
                           their mean if that is no quieter */
  uint32_t outputs;   /**< Ears, 1 or 2; 0: 2 if the device has them */
  enh_delay delay;    /**< Delay of the algorithm */
  const char *client; /**< Name shown by the sound server; NULL: "Personal
                           Listener" */
  /** Non-zero: accept an output that is a loudspeaker, which is refused
      otherwise. The chain is then ENH_FOR_LOUDSPEAKER. */
  int allow_loudspeaker;
} enh_live_config;

/** Default devices with their rate and period; one microphone for both ears. */
#define ENH_LIVE_CONFIG_INIT                                                  \
  {                                                                           \
    sizeof (enh_live_config), NULL, NULL, 0.0, 0u, 0u, 0u, ENH_DELAY_DEFAULT, \
      NULL, 0                                                                 \
  }

/** Why a device was lost, where its sound system told it. */
typedef enum enh_live_loss {
  ENH_LIVE_LOST_NOTHING = 0,        /**< Nothing was, or nobody told */
  ENH_LIVE_LOST_INPUT = 1,          /**< The microphone is gone */
  ENH_LIVE_LOST_OUTPUT = 2,         /**< The headset is gone */
  ENH_LIVE_LOST_SERVER = 3,         /**< The sound server ended */
  ENH_LIVE_LOST_TO_LOUDSPEAKER = 4, /**< What was a headset is a loudspeaker */
  ENH_LIVE_LOST_INPUT_REPLACED = 5  /**< Another microphone took its place */
} enh_live_loss;

/** Bits of enh_live_status.system: what the computer's own sound settings say of
    the devices in use. */
enum {
  ENH_LIVE_INPUT_MUTED = 1,    /**< The microphone is muted */
  ENH_LIVE_INPUT_VOLUME_0 = 2, /**< Its volume is 0 */
  ENH_LIVE_OUTPUT_MUTED = 4,   /**< The headset is muted */
  ENH_LIVE_OUTPUT_VOLUME_0 = 8 /**< Its volume is 0 */
};

/** The status of a live engine. Start from ENH_LIVE_STATUS_INIT. */
typedef struct enh_live_status {
  size_t size;        /**< sizeof (enh_live_status) */
  uint64_t heartbeat; /**< Callbacks; if it stops, the engine has stalled */
  uint64_t frames;    /**< Frames processed */
  uint64_t xruns;     /**< Gaps reported by the sound system */
  int running;        /**< 0: not started, finished or lost */
  /** Non-zero: the dummy input reached its end, or a dummy's file failed;
      enh_live_stop says which. */
  int finished;
  int failed;         /**< Non-zero: the device was lost */
  double sample_rate; /**< In use, Hz */
  uint32_t period;    /**< Frames of the last callback */
  uint32_t inputs;    /**< Channels in use */
  uint32_t outputs;   /**< Channels in use */
  /** Estimated delay from microphone to ear, devices and chain, ms; 0 if the
      sound system gives no usable figure. */
  double delay_ms;
  double delay_algorithm_ms; /**< Delay of the chain, ms, exact */
  float load_p50;            /**< Callback time / period, median */
  float load_p99;            /**< Same, 99th percentile */
  float load_max;            /**< Same, maximum */
  /** Non-zero: input and output are two devices with a clock each, and the
      sound is resampled between them. */
  int two_clocks;
  double drift_ppm;    /**< The input's clock against the output's, parts per
                             million; 0 with one clock, or if not yet known */
  uint64_t resyncs;    /**< Times the delay between two clocks was set again,
                             after a stall or lost samples */
  double refused_rate; /**< The rate that the device refused, Hz; it runs at
                             `sample_rate` instead. 0: none was refused */
  enh_live_loss loss;  /**< Why `failed`, where it is known */
  unsigned int system; /**< Bits: ENH_LIVE_INPUT_MUTED and those after it; 0
                             also where the sound system does not tell */
  uint32_t one_sided; /**< 1 or 2: of two microphone channels that one alone has
                             had sound for 4 s; 0: both, or there is one */
  uint64_t taps;      /**< Times that a finger tapped the microphone twice */
} enh_live_status;

/** Initial value: nothing known. */
#define ENH_LIVE_STATUS_INIT                                                  \
  {                                                                           \
    sizeof (enh_live_status), 0u, 0u, 0u, 0, 0, 0, 0.0, 0u, 0u, 0u, 0.0, 0.0, \
      0.0f, 0.0f, 0.0f, 0, 0.0, 0u, 0.0, ENH_LIVE_LOST_NOTHING, 0u, 0u, 0u    \
  }

/** @name Setup
    @{ */

/**
   Open the devices and create the chain between them.  @setup

   No sound is processed before enh_live_start.

   @param live    Receives the handle, or NULL on failure. Not NULL.
   @param config  From ENH_LIVE_CONFIG_INIT. Not NULL.
   @param error   NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_CONFIG, ENH_ERR_NO_MEMORY,
           ENH_ERR_NO_DEVICE, ENH_ERR_AMBIGUOUS, ENH_ERR_RATE, ENH_ERR_CHANNELS,
           ENH_ERR_LOUDSPEAKER, ENH_ERR_BUSY or ENH_ERR_DEVICE; for dummy
           devices also ENH_ERR_OPEN, ENH_ERR_FORMAT or ENH_ERR_READ of the
           file.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_create (enh_live **live, const enh_live_config *config,
                 enh_error *error);

/**
   Stop if running, and free everything.  @setup

   After a device was lost, its memory is kept, because the sound system may
   still use it, and real devices cannot be opened again in this process:
   PortAudio would hang. Leave such a process with _exit.

   @param live  NULL is allowed.
   @since 0.1
*/
ENH_API void
enh_live_destroy (enh_live *live);

/**
   Get the chain, for its parameters, audiogram, mute and meters.  @setup

   Do not process, reset or destroy it.

   @param live  The engine.
   @return Valid until enh_live_destroy; NULL if `live` is NULL.
   @since 0.1
*/
ENH_API enh_chain *
enh_live_chain (enh_live *live);

/**
   Get the device in use on one side.  @setup

   Channels and rate are those in use; `number`, `default_input` and
   `default_output` are not set.

   @param live       The engine.
   @param direction  Which side.
   @return Valid until enh_live_destroy; NULL if `live` is NULL.
   @since 0.1
*/
ENH_API const enh_device_info *
enh_live_device (const enh_live *live, enh_direction direction);

/**
   Start: the quiet start, then sound.  @setup

   @param live   The engine. Not NULL.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (already running, or stopped) or
           ENH_ERR_DEVICE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_start (enh_live *live, enh_error *error);

/**
   Fade out within 10 ms, stop, and complete a dummy output's file.  @setup

   May be called in any state. A stopped engine cannot be started again.

   @param live   The engine. Not NULL.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_DEVICE (lost), ENH_ERR_READ (the dummy
           input's file is damaged) or ENH_ERR_WRITE (the dummy output's file
           could not be written). The dummy output's file exists only after
           ENH_OK.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_stop (enh_live *live, enh_error *error);

/** @} */
/** @name Any thread
    @{ */

/**
   Get the status.  @any

   @param live    The engine. NULL: nothing happens.
   @param status  From ENH_LIVE_STATUS_INIT; no more than `size` bytes are
                  written. NULL: nothing happens.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_live_get_status (const enh_live *live, enh_live_status *status);

/** @} */
/** @} */

ENH_END_DECLS

#endif
