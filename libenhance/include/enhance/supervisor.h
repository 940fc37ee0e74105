/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Listening in a supervised process. Part of libenhance-io.

   @defgroup enhance_supervisor Supervisor

   Listening in a supervised process of its own. Part of libenhance-io.

   A sound system that hangs can only be recovered by ending the process that
   opened it. So the sound runs in a child process, `enhance live --control`,
   and the supervisor starts it, watches its heartbeat, ends it if it stalls,
   and lists the devices with a short-lived helper, `enhance devices --json`. No
   sound system is opened in the caller's process. After a fault:

   - if the sound server was at fault, or the computer was asleep, the sound
     restarts automatically (ENH_SUPERVISOR_RECOVERING);
   - if the microphone or headset is gone, or the output would be a loudspeaker,
     it stays silent until enh_supervisor_resume (ENH_SUPERVISOR_WAITING).

   Settings, audiogram, mute and dose are kept here and passed to each new
   process.

   Everything that happens is reported as an event, in order, by
   enh_supervisor_next.
*/

#ifndef ENHANCE_SUPERVISOR_H
#define ENHANCE_SUPERVISOR_H

#include <enhance/attributes.h>
#include <enhance/config.h>
#include <enhance/live.h>
#include <enhance/param.h>
#include <enhance/status.h>
#include <enhance/supervisor_event.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_supervisor
    @{ */

/** A supervisor with its listening process. */
typedef struct enh_supervisor enh_supervisor;

/** The configuration of a supervisor. Start from ENH_SUPERVISOR_CONFIG_INIT.
    All strings are copied. New fields are only ever appended. */
typedef struct enh_supervisor_config {
  size_t size;         /**< sizeof (enh_supervisor_config) */
  const char *program; /**< Path of `enhance`; NULL: from ENHANCE_PROGRAM in the
                             environment, else beside the caller's program, else
                             in PATH; relative paths in the environment are
                             ignored */
  const char *input;  /**< Device, see @ref enhance_device; NULL: the default */
  const char *output; /**< Device; NULL: the default */
  double sample_rate; /**< Hz; 0: the device's own */
  uint32_t period;    /**< Frames; 0: the sound server's own */
  uint32_t inputs;    /**< Microphone channels, 1 or 2; 0: 1 */
  uint32_t outputs;   /**< Ears, 1 or 2; 0: 2 if the device has them */
  enh_delay delay;    /**< Delay of the algorithm */
  const char *client; /**< Name shown by the sound server; NULL: "Personal
                             Listener" */
  int
    allow_loudspeaker; /**< Non-zero: the user accepts a loudspeaker; gain then
                             never exceeds 0 dB */
  float dose_percent;  /**< Dose of the last 7 days, % of the weekly
                             allowance */
  /** NULL, or called from the supervisor's thread when an event is waiting. It
      may wake the caller's main loop and must do nothing else. */
  void (*notify) (void *user);
  void *user; /**< Passed to `notify` */
} enh_supervisor_config;

/** Default devices with their rate and period. */
#define ENH_SUPERVISOR_CONFIG_INIT                                     \
  {                                                                    \
    sizeof (enh_supervisor_config), NULL, NULL, NULL, 0.0, 0u, 0u, 0u, \
      ENH_DELAY_DEFAULT, NULL, 0, 0.0f, NULL, NULL                     \
  }

/** @name Setup

    None of these waits for the listening process; results arrive as events.
    @{ */

/**
   Create a supervisor. Only its own thread runs yet.  @setup

   @param supervisor  Receives the handle, or NULL on failure. Not NULL.
   @param config      From ENH_SUPERVISOR_CONFIG_INIT. Not NULL.
   @param error       NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_CONFIG, ENH_ERR_RANGE (dose),
           ENH_ERR_NO_MEMORY or ENH_ERR_OPEN (`enhance` was not found, or
           what was named is no program).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_create (enh_supervisor **supervisor,
                       const enh_supervisor_config *config, enh_error *error);

/**
   Silence the sound at once, end all processes and free everything.  @setup

   Must not be called from `notify`.

   @param supervisor  NULL is allowed.
   @since 0.1
*/
ENH_API void
enh_supervisor_destroy (enh_supervisor *supervisor);

/**
   Start listening: STARTING, then LISTENING, RECOVERING or WAITING.  @setup

   Does nothing if already started. When WAITING, does the same as
   enh_supervisor_resume.

   @param supervisor  The supervisor.
   @return ENH_OK or ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_start (enh_supervisor *supervisor);

/**
   Stop listening: fade out, then STOPPED.  @setup

   @param supervisor  The supervisor.
   @return ENH_OK or ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_stop (enh_supervisor *supervisor);

/**
   Leave WAITING: call this when the user presses Resume.  @setup

   If the wanted device is gone, the offered one is used. A loudspeaker is used
   only if enh_supervisor_choose_devices allowed it. When RECOVERING, tries
   again at once; in other states nothing happens.

   @param supervisor  The supervisor.
   @return ENH_OK or ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_resume (enh_supervisor *supervisor);

/**
   Set a parameter, now and for every later process.  @setup

   @param supervisor  The supervisor.
   @param id          The parameter's number; see enh_param_by_name.
   @param value       Within the parameter's range.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_PARAM or ENH_ERR_RANGE (the value is
           unchanged).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_set (enh_supervisor *supervisor, enh_param id, float value);

/**
   Get a parameter as last set, or its default.  @setup

   @param supervisor  The supervisor.
   @param id          The parameter's number.
   @return The value; 0 if `supervisor` is NULL or there is no such parameter.
   @since 0.1
*/
ENH_API float
enh_supervisor_get (enh_supervisor *supervisor, enh_param id);

/**
   Fit to a hearing loss, now and for every later process.  @setup

   @param supervisor  The supervisor.
   @param spec        As for enh_audiogram_parse; NULL: none (if there was one,
                      the sound is restarted without it).
   @param error       NULL, or filled with what is wrong.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_AUDIOGRAM or ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_set_audiogram (enh_supervisor *supervisor, const char *spec,
                              enh_error *error);

/**
   Mute or unmute, now and for every later process.  @setup

   @param supervisor  The supervisor.
   @param muted       Non-zero: silence.
   @return ENH_OK or ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_mute (enh_supervisor *supervisor, int muted);

/**
   Set the sound dose that the ears have already had.  @setup

   From then on the supervisor passes the dose from process to process.

   @param supervisor  The supervisor.
   @param percent     % of the weekly allowance, 0 or more.
   @return ENH_OK, ENH_ERR_NULL or ENH_ERR_RANGE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_set_dose (enh_supervisor *supervisor, float percent);

/**
   Use other devices from now on.  @setup

   If listening, the sound is restarted with them; if WAITING, it resumes.

   @param supervisor         The supervisor.
   @param input              See @ref enhance_device; NULL: the default.
   @param output             The same; NULL: the default.
   @param allow_loudspeaker  Non-zero: the user accepts this output even if it
                             is a loudspeaker; gain then never exceeds 0 dB.
                             Lasts until the sound is stopped or the output is
                             lost.
   @return ENH_OK, ENH_ERR_NULL or ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_choose_devices (enh_supervisor *supervisor, const char *input,
                               const char *output, int allow_loudspeaker);

/**
   Measure the delay, with the earpiece held to the microphone.  @setup

   A DELAY or an ERROR event follows. See enh_live_measure_begin.

   @param supervisor  The supervisor.
   @return ENH_OK, ENH_ERR_NULL or ENH_ERR_STATE (not LISTENING).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_measure_delay (enh_supervisor *supervisor);

/**
   Play a soft tone in one ear, as enh_live_play_tone does.  @setup

   If it cannot be played, an ERROR event follows.

   @param supervisor  The supervisor.
   @param ear         0 left, 1 right.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_RANGE or ENH_ERR_STATE (not LISTENING).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_play_tone (enh_supervisor *supervisor, uint32_t ear);

/**
   List the devices again; a DEVICES or an ERROR event follows.  @setup

   @param supervisor  The supervisor.
   @return ENH_OK or ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_look (enh_supervisor *supervisor);

/**
   Get the latest list of devices.  @setup

   @param supervisor  The supervisor.
   @param list        Receives the caller's own copy, to be freed with
                      enh_device_list_destroy, or NULL on failure. Not NULL.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY or ENH_ERR_STATE (none yet;
           see enh_supervisor_look).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_devices (enh_supervisor *supervisor, enh_device_list **list);

/**
   Take the next event.  @setup

   May be called from another thread than the other functions, but only from one
   at a time. A new STATUS event replaces one not yet taken. Of other events at
   most 64 are kept; beyond that the oldest are dropped, changes of state last.

   @param supervisor  The supervisor.
   @param event       From ENH_SUPERVISOR_EVENT_INIT; no more than `size` bytes
                      are written.
   @param timeout_ms  How long to wait; 0: not at all; negative: for ever.
   @return Non-zero: `event` is filled; 0: no event, or an argument is NULL.
   @since 0.1
*/
ENH_API int
enh_supervisor_next (enh_supervisor *supervisor, enh_supervisor_event *event,
                     int timeout_ms);

/** @} */
/** @name Any thread
    @{ */

/**
   Get the state.  @any

   @param supervisor  The supervisor.
   @return The state; ENH_SUPERVISOR_STOPPED if `supervisor` is NULL.
   @since 0.1
*/
ENH_API ENH_REALTIME enh_supervisor_state
enh_supervisor_get_state (const enh_supervisor *supervisor);

/** @} */
/** @} */

ENH_END_DECLS

#endif
