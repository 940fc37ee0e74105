/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file supervisor.h
   Listening that comes back by itself where it may, and stays silent where it
   may not. Part of libenhance-io.

   A sound system that hangs cannot be unhung in the process that opened it. So
   the sound runs in a process of its own (`enhance live --control`), and a
   supervisor watches it from outside: it starts that process, looks at its
   heartbeat, ends it on a stall, looks by a short-lived helper
   (`enhance devices --json`) which devices there are now, and decides:

   - what was the sound server's fault comes back by itself
     (ENH_SUPERVISOR_RECOVERING);
   - what took a microphone or a headset away, or would play on loudspeakers,
     waits for a person (ENH_SUPERVISOR_WAITING, then enh_supervisor_resume).

   Settings, fitting, mute and dose are kept here and given to each new process,
   so that nothing is lost by a restart. No sound system is ever opened in the
   caller's process.

   Everything that happens comes as an event, in order, by
   enh_supervisor_next.
*/

#ifndef ENHANCE_SUPERVISOR_H
#define ENHANCE_SUPERVISOR_H

#include <enhance/attributes.h>
#include <enhance/config.h>
#include <enhance/live.h>
#include <enhance/param.h>
#include <enhance/status.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** One listening, watched. */
typedef struct enh_supervisor enh_supervisor;

/** Where it stands. Values are fixed for ever; new ones are appended. */
typedef enum enh_supervisor_state {
  ENH_SUPERVISOR_STOPPED = 0,    /**< Nothing runs; enh_supervisor_start */
  ENH_SUPERVISOR_STARTING = 1,   /**< Asked for, and no sound yet */
  ENH_SUPERVISOR_LISTENING = 2,  /**< Sound */
  ENH_SUPERVISOR_RECOVERING = 3, /**< Silent; comes back by itself */
  ENH_SUPERVISOR_WAITING = 4     /**< Silent; enh_supervisor_resume is needed */
} enh_supervisor_state;

/** Why it stands there. Values are fixed for ever; new ones are appended. */
typedef enum enh_supervisor_reason {
  ENH_REASON_NONE = 0,            /**< It was asked for */
  ENH_REASON_SERVER_LOST = 1,     /**< The sound server ended */
  ENH_REASON_SERVER_HUNG = 2,     /**< The sound server does not answer */
  ENH_REASON_OUTPUT_LOST = 3,     /**< The headset is gone */
  ENH_REASON_INPUT_LOST = 4,      /**< The microphone is gone */
  ENH_REASON_INPUT_REPLACED = 5,  /**< Another microphone took its place */
  ENH_REASON_OUTPUT_REPLACED = 6, /**< Another output took its place */
  ENH_REASON_LOUDSPEAKER = 7,     /**< The output is a loudspeaker: refused */
  ENH_REASON_SUSPENDED = 8,       /**< The computer slept */
  ENH_REASON_STEADIER = 9,        /**< A longer period, after gaps */
  ENH_REASON_NO_DEVICE = 10,      /**< No device of that name, or none at all */
  ENH_REASON_BUSY = 11,           /**< Another program has the device */
  ENH_REASON_RATE = 12,           /**< The device refuses rate or channels */
  ENH_REASON_DIED = 13,           /**< The listening process ended by itself */
  ENH_REASON_GAVE_UP = 14,        /**< It ended too often, one time after the
                                       other */
  ENH_REASON_PROGRAM = 15,        /**< The program could not be started */
  ENH_REASON_CHOSEN = 16          /**< Other devices were chosen */
} enh_supervisor_reason;

/** What an event tells. Values are fixed for ever; new ones are appended. */
typedef enum enh_supervisor_kind {
  ENH_EVENT_NONE = 0,    /**< No event */
  ENH_EVENT_STATE = 1,   /**< state, reason, text, devices, status */
  ENH_EVENT_STATUS = 2,  /**< status: meters, five times a second */
  ENH_EVENT_WARNING = 3, /**< warning, value, text; the sound goes on */
  ENH_EVENT_DELAY = 4,   /**< delay_ms, confidence: enh_supervisor_measure_delay
                              has its answer */
  ENH_EVENT_ERROR = 5,   /**< refused, text: something that was asked for was
                              refused */
  ENH_EVENT_DEVICES = 6  /**< enh_supervisor_devices has a new list */
} enh_supervisor_kind;

/** What a warning is about. Values are fixed for ever; new ones are
    appended. */
typedef enum enh_supervisor_warning {
  ENH_WARNING_OTHER = 0,       /**< See text */
  ENH_WARNING_HOWL = 1,        /**< value: Hz */
  ENH_WARNING_XRUNS = 2,       /**< Gaps; value: how many of late */
  ENH_WARNING_DRIFT = 3,       /**< The devices' clocks are far apart */
  ENH_WARNING_CEILING = 4,     /**< The limiter holds the sound down */
  ENH_WARNING_DOSE = 5,        /**< value: % of the weekly allowance */
  ENH_WARNING_BLUETOOTH = 6,   /**< A wireless device: late */
  ENH_WARNING_GAP = 7,         /**< The sound system paused and went on;
                                  value: ms */
  ENH_WARNING_RATE = 8,        /**< Another rate than asked; value: Hz */
  ENH_WARNING_STEADIER = 9,    /**< Gaps were mended by a larger buffer; value:
                                  the delay now, ms; 0: not known */
  ENH_WARNING_LOUDSPEAKER = 10 /**< The output is one, and was allowed */
} enh_supervisor_warning;

/** What was refused, of an ENH_EVENT_ERROR. Values are fixed for ever; new ones
    are appended. */
typedef enum enh_supervisor_refusal {
  ENH_REFUSED_OTHER = 0,   /**< See text */
  ENH_REFUSED_SETTING = 1, /**< A parameter, the fitting, mute or dose */
  ENH_REFUSED_DELAY = 2,   /**< enh_supervisor_measure_delay */
  ENH_REFUSED_TONE = 3,    /**< enh_supervisor_play_tone */
  ENH_REFUSED_DEVICES = 4  /**< enh_supervisor_look */
} enh_supervisor_refusal;

/** Bytes of a device's name with its end, and of a back end's. */
#define ENH_SUPERVISOR_NAME 256u
/** @copydoc ENH_SUPERVISOR_NAME */
#define ENH_SUPERVISOR_BACKEND 64u

/** A device in words; an empty name: not known. */
typedef struct enh_supervisor_device {
  char name[ENH_SUPERVISOR_NAME];       /**< UTF-8 */
  char backend[ENH_SUPERVISOR_BACKEND]; /**< "JACK", "ALSA", … */
  enh_device_kind kind;                 /**< As far as it is known */
} enh_supervisor_device;

/** What the listening process tells five times a second. */
typedef struct enh_supervisor_status {
  uint64_t heartbeat; /**< Callbacks of this process */
  uint64_t frames;    /**< Frames processed by this process */
  uint64_t xruns;     /**< Gaps, of this process */
  double sample_rate; /**< Hz */
  uint32_t period;    /**< Frames */
  uint32_t inputs;    /**< Channels in use */
  uint32_t outputs;   /**< Channels in use */
  int muted;          /**< Not 0: silent by wish */
  /** End to end, ms, an estimate; 0: not known. */
  double delay_ms;
  double delay_algorithm_ms;   /**< The chain's part, ms, exact */
  float input_dbfs[2];         /**< As in enh_meters */
  float output_dbfs[2];        /**< As in enh_meters */
  float noise_db;              /**< dB SPL at the microphone */
  float reduction_db;          /**< dB, 0 or more */
  float limiter_db;            /**< dB, 0 or more */
  float clatter_db;            /**< dB, 0 or more */
  float howl_reduction_db;     /**< dB, 0 or more */
  float load_p99;              /**< Callback time / period, 99th percentile */
  float load_max;              /**< Same, worst */
  float dose_percent;          /**< Of the weekly allowance */
  float dose_percent_per_hour; /**< At the level of now */
} enh_supervisor_status;

/** One event; only the fields its kind names have a meaning. Begin with
    ENH_SUPERVISOR_EVENT_INIT. Fields are only ever appended. */
typedef struct enh_supervisor_event {
  size_t size;                  /**< sizeof (enh_supervisor_event) */
  enh_supervisor_kind kind;     /**< Which of the others hold */
  enh_supervisor_state state;   /**< At the time of the event, always */
  enh_supervisor_reason reason; /**< With STATE */
  uint32_t session; /**< How many processes sound has come from, this
                                     one included; 0: none yet. Always */
  char text[512];   /**< What enh_supervisor_event_text says with "press
                                     Resume"; may be empty */
  /** With STATE and WARNING: the microphone in use, or wanted. */
  enh_supervisor_device input;
  /** With STATE and WARNING: the headset in use, or wanted. */
  enh_supervisor_device output;
  /** With STATE, where a device was lost: that one. */
  enh_supervisor_device lost;
  /** With STATE WAITING: the one that enh_supervisor_resume would take in its
      place; an empty name: none, or the lost one is back. */
  enh_supervisor_device offered;
  enh_supervisor_status status;   /**< With STATUS; with STATE the last one */
  enh_supervisor_warning warning; /**< With WARNING */
  double value;                   /**< With WARNING, see there */
  double delay_ms;                /**< With DELAY: the loop, measured */
  double confidence;              /**< With DELAY: 0 to 1 */
  enh_supervisor_refusal refused; /**< With ERROR */
  int returned;    /**< With STATE WAITING: not 0: what was lost is there
                                   again */
  int still_gone;  /**< With STATE RECOVERING: not 0: for ten seconds by now */
  int exit_status; /**< With STATE WAITING: the listening process's, where it
                                   said so; else 0 */
  /** With STATE, WARNING and ERROR: what the listening process or the system
      said, English and technical; may be empty. */
  char detail[512];
} enh_supervisor_event;

/** No device. */
#define ENH_SUPERVISOR_DEVICE_INIT \
  {                                \
    "", "", ENH_DEVICE_UNKNOWN     \
  }

/** Nothing known. */
#define ENH_SUPERVISOR_STATUS_INIT                                             \
  {                                                                            \
    0u, 0u, 0u, 0.0, 0u, 0u, 0u, 0, 0.0, 0.0, { -200.0f, -200.0f },            \
      { -200.0f, -200.0f }, -200.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, \
      0.0f                                                                     \
  }

/** An event that tells nothing. */
#define ENH_SUPERVISOR_EVENT_INIT                                          \
  {                                                                        \
    sizeof (enh_supervisor_event), ENH_EVENT_NONE, ENH_SUPERVISOR_STOPPED, \
      ENH_REASON_NONE, 0u, "", ENH_SUPERVISOR_DEVICE_INIT,                 \
      ENH_SUPERVISOR_DEVICE_INIT, ENH_SUPERVISOR_DEVICE_INIT,              \
      ENH_SUPERVISOR_DEVICE_INIT, ENH_SUPERVISOR_STATUS_INIT,              \
      ENH_WARNING_OTHER, 0.0, 0.0, 0.0, ENH_REFUSED_OTHER, 0, 0, 0, ""     \
  }

/** Begin with ENH_SUPERVISOR_CONFIG_INIT. Fields are only ever appended; all
    strings are copied. */
typedef struct enh_supervisor_config {
  size_t size;         /**< sizeof (enh_supervisor_config) */
  const char *program; /**< Path of `enhance`; NULL: the environment's
                             ENHANCE_PROGRAM, else beside the caller's program,
                             else in PATH */
  const char *input;   /**< Device as in live.h; NULL: the default */
  const char *output;  /**< Device as in live.h; NULL: the default */
  double sample_rate;  /**< Hz; 0: the device's own */
  uint32_t period;     /**< Frames; 0: the sound server's own */
  uint32_t inputs;     /**< 1 or 2; 0: 1 */
  uint32_t outputs;    /**< 1 or 2; 0: 2 where the device has them */
  enh_delay delay;     /**< Of the chain */
  const char *client;  /**< Name for the server; NULL: "Personal Listener" */
  int
    allow_loudspeaker; /**< Not 0: the user insists; no gain above 0 dB then */
  float dose_percent;  /**< What was heard in the last 7 days, % of the weekly
                             allowance */
  /** NULL, or called from the supervisor's own thread each time an event
      waits; it may wake the caller's own loop and nothing else. */
  void (*notify) (void *user);
  void *user; /**< For notify */
} enh_supervisor_config;

/** Default devices, their rate and period. */
#define ENH_SUPERVISOR_CONFIG_INIT                                     \
  {                                                                    \
    sizeof (enh_supervisor_config), NULL, NULL, NULL, 0.0, 0u, 0u, 0u, \
      ENH_DELAY_DEFAULT, NULL, 0, 0.0f, NULL, NULL                     \
  }

/**
   @defgroup supervisor_setup Setup  (@setup)

   None of these waits for the listening process: what they bring about comes as
   events.
   @{
*/

/**
   Make a supervisor; nothing runs yet but its own thread.  @setup

   @param supervisor  Where the handle goes; NULL on failure.
   @param config      From ENH_SUPERVISOR_CONFIG_INIT.
   @param error       NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_CONFIG, ENH_ERR_RANGE (dose),
           ENH_ERR_NO_MEMORY, ENH_ERR_OPEN (the program was not found).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_create (enh_supervisor **supervisor,
                       const enh_supervisor_config *config, enh_error *error);

/**
   End the listening, at once silent, and free everything; no process is left
   behind.  @setup

   @param supervisor  NULL is fine. Not from notify.
   @since 0.1
*/
ENH_API void
enh_supervisor_destroy (enh_supervisor *supervisor);

/**
   Begin to listen: STARTING, then LISTENING, RECOVERING or WAITING.  @setup

   Does nothing where it is begun already; where it waits, the same as
   enh_supervisor_resume.

   @return ENH_OK, ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_start (enh_supervisor *supervisor);

/**
   End listening: fade out, and STOPPED.  @setup

   @return ENH_OK, ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_stop (enh_supervisor *supervisor);

/**
   The person pressed: leave WAITING, with the device that was offered where the
   wanted one is gone.  @setup

   A loudspeaker is taken only after enh_supervisor_choose_devices allowed it.
   In RECOVERING it tries at once; in other states it does nothing.

   @return ENH_OK, ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_resume (enh_supervisor *supervisor);

/**
   Set a parameter, now and for each process to come.  @setup

   @param supervisor  The supervisor.
   @param id          From enh_param_by_name.
   @param value       Within the parameter's range.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_PARAM, ENH_ERR_RANGE (the old value
           stays).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_set (enh_supervisor *supervisor, enh_param id, float value);

/**
   The value that was set last, or the default.  @setup

   @return 0 for a parameter that does not exist.
   @since 0.1
*/
ENH_API float
enh_supervisor_get (enh_supervisor *supervisor, enh_param id);

/**
   Fit to an audiogram, now and for each process to come.  @setup

   @param supervisor  The supervisor.
   @param spec        As enh_audiogram_parse reads it; NULL: none (the next
                      process; this one is restarted where it had one).
   @param error       NULL, or filled with what is wrong.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_AUDIOGRAM, ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_set_audiogram (enh_supervisor *supervisor, const char *spec,
                              enh_error *error);

/**
   Silence by wish, now and for each process to come, until taken back.  @setup

   @return ENH_OK, ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_mute (enh_supervisor *supervisor, int muted);

/**
   Say what was heard already; after that the supervisor itself carries the dose
   from process to process.  @setup

   @param supervisor  The supervisor.
   @param percent     Of the weekly allowance, 0 or more.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_RANGE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_set_dose (enh_supervisor *supervisor, float percent);

/**
   Use other devices from now on. Listening is restarted with them; where it
   waits, this is a press too.  @setup

   @param supervisor         The supervisor.
   @param input              As in live.h; NULL: the default.
   @param output             As in live.h; NULL: the default.
   @param allow_loudspeaker  Not 0: the user insists on this output even if it
                             is a loudspeaker; the volume is held then. It holds
                             until the sound is stopped or the output lost.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_choose_devices (enh_supervisor *supervisor, const char *input,
                               const char *output, int allow_loudspeaker);

/**
   Measure the loop, the earpiece held to the microphone; a DELAY or an ERROR
   event answers.  @setup

   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (not LISTENING).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_measure_delay (enh_supervisor *supervisor);

/**
   Play a soft tone in one ear, see enh_live_play_tone; what hinders it comes as
   an ERROR event.  @setup

   @param supervisor  The supervisor.
   @param ear         0 left, 1 right.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_RANGE, ENH_ERR_STATE (not LISTENING).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_play_tone (enh_supervisor *supervisor, uint32_t ear);

/**
   Look which devices there are; a DEVICES or an ERROR event answers.  @setup

   @return ENH_OK, ENH_ERR_NULL.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_look (enh_supervisor *supervisor);

/**
   The devices as they were when last looked at.  @setup

   @param supervisor  The supervisor.
   @param list        A list of the caller's own, for enh_device_list_get and
                      enh_device_list_find, to be freed by
                      enh_device_list_destroy; NULL on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY, ENH_ERR_STATE (never looked
           yet: see enh_supervisor_look).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_supervisor_devices (enh_supervisor *supervisor, enh_device_list **list);

/**
   Take the next event.  @setup

   May be called from another thread than the other functions, but from one at a
   time. Status events do not pile up: the newest replaces one that was not
   taken. Where nobody takes events, 64 of the others are kept: the oldest are
   dropped, changes of state last.

   @param supervisor  The supervisor.
   @param event       From ENH_SUPERVISOR_EVENT_INIT.
   @param timeout_ms  How long to wait for one; 0: not at all; negative: for
                      ever.
   @return Not 0: an event; 0: none came.
   @since 0.1
*/
ENH_API int
enh_supervisor_next (enh_supervisor *supervisor, enh_supervisor_event *event,
                     int timeout_ms);

/**
   @}
   @defgroup supervisor_any Any thread  (@any)
   @{
*/

/** Where it stands.  @any  @since 0.1 */
ENH_API ENH_REALTIME enh_supervisor_state
enh_supervisor_get_state (const enh_supervisor *supervisor);

/** "stopped", "starting", "listening", "recovering", "waiting".  @any
    @since 0.1 */
ENH_API ENH_REALTIME const char *
enh_supervisor_state_name (enh_supervisor_state state);

/**
   What an event says, in English, for programs without translations of their
   own.  @any

   @param event   The event; NULL is fine.
   @param resume  What a person does to resume, such as "press Resume"; NULL:
                  "resume".
   @param text    Where whole sentences go, UTF-8, cut to `room` bytes.
   @param room    Bytes, with the end; at least 1.
   @return Not 0: there is something to say; 0: `text` is empty.
   @since 0.1
*/
ENH_API int
enh_supervisor_event_text (const enh_supervisor_event *event,
                           const char *resume, char *text, size_t room);

/** "none", "server-lost", "output-lost", …: one word for scripts and logs.
    @any  @since 0.1 */
ENH_API ENH_REALTIME const char *
enh_supervisor_reason_name (enh_supervisor_reason reason);

/** @} */

ENH_END_DECLS

#endif
