/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief What a supervisor reports: states, reasons, warnings and events. Part
   of libenhance-io.

   @defgroup enhance_supervisor_event Supervisor events

   What a supervisor reports. Part of libenhance-io.

   The values of all enumerations never change; new ones are appended.
*/

#ifndef ENHANCE_SUPERVISOR_EVENT_H
#define ENHANCE_SUPERVISOR_EVENT_H

#include <enhance/attributes.h>
#include <enhance/device.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_supervisor_event
    @{ */

/** The state of a supervisor. */
typedef enum enh_supervisor_state {
  ENH_SUPERVISOR_STOPPED = 0,    /**< Nothing runs; see enh_supervisor_start */
  ENH_SUPERVISOR_STARTING = 1,   /**< Started, no sound yet */
  ENH_SUPERVISOR_LISTENING = 2,  /**< Sound */
  ENH_SUPERVISOR_RECOVERING = 3, /**< Silent; restarts automatically */
  ENH_SUPERVISOR_WAITING = 4     /**< Silent; needs enh_supervisor_resume */
} enh_supervisor_state;

/** The reason for a state. */
typedef enum enh_supervisor_reason {
  ENH_REASON_NONE = 0,            /**< The caller asked for it */
  ENH_REASON_SERVER_LOST = 1,     /**< The sound server ended */
  ENH_REASON_SERVER_HUNG = 2,     /**< The sound server does not answer */
  ENH_REASON_OUTPUT_LOST = 3,     /**< The headset is gone */
  ENH_REASON_INPUT_LOST = 4,      /**< The microphone is gone */
  ENH_REASON_INPUT_REPLACED = 5,  /**< Another microphone took its place */
  ENH_REASON_OUTPUT_REPLACED = 6, /**< Another output took its place */
  ENH_REASON_LOUDSPEAKER = 7,     /**< The output is a loudspeaker: refused */
  ENH_REASON_SUSPENDED = 8,       /**< The computer was asleep */
  ENH_REASON_STEADIER = 9,        /**< Restarting with a longer period, after
                                       gaps */
  ENH_REASON_NO_DEVICE = 10,      /**< No device of that name, or none at all */
  ENH_REASON_BUSY = 11,           /**< Another program is using the device */
  ENH_REASON_RATE = 12,    /**< The device refuses the rate or channels */
  ENH_REASON_DIED = 13,    /**< The listening process ended unexpectedly */
  ENH_REASON_GAVE_UP = 14, /**< It ended too often in a row */
  ENH_REASON_PROGRAM = 15, /**< The program could not be started */
  ENH_REASON_CHOSEN = 16   /**< Other devices were chosen */
} enh_supervisor_reason;

/** The kind of an event, and which fields of enh_supervisor_event it sets. */
typedef enum enh_supervisor_kind {
  ENH_EVENT_NONE = 0,    /**< No event */
  ENH_EVENT_STATE = 1,   /**< `state`, `reason`, `text` and the devices */
  ENH_EVENT_STATUS = 2,  /**< `status`: meters, five times a second */
  ENH_EVENT_WARNING = 3, /**< `warning`, `value`, `text`; the sound continues */
  ENH_EVENT_DELAY = 4,   /**< `delay_ms`, `confidence`: the result of
                              enh_supervisor_measure_delay */
  ENH_EVENT_ERROR = 5,   /**< `refused`, `text`: a request was refused */
  ENH_EVENT_DEVICES = 6  /**< enh_supervisor_devices has a new list */
} enh_supervisor_kind;

/** The subject of a warning. */
typedef enum enh_supervisor_warning {
  ENH_WARNING_OTHER = 0,     /**< See `text` */
  ENH_WARNING_HOWL = 1,      /**< Howling; `value`: Hz */
  ENH_WARNING_XRUNS = 2,     /**< Gaps; `value`: how many recently */
  ENH_WARNING_DRIFT = 3,     /**< The clocks of the devices differ too much */
  ENH_WARNING_CEILING = 4,   /**< The ceiling holds speech down */
  ENH_WARNING_DOSE = 5,      /**< `value`: % of the weekly allowance */
  ENH_WARNING_BLUETOOTH = 6, /**< A wireless device: late */
  ENH_WARNING_GAP = 7,       /**< The sound system paused and continued;
                                  `value`: ms */
  ENH_WARNING_RATE = 8,      /**< Not the rate asked for; `value`: Hz */
  ENH_WARNING_STEADIER = 9,  /**< A larger buffer ended the gaps; `value`: the
                                  delay now, ms; 0: not known */
  ENH_WARNING_LOUDSPEAKER = 10, /**< The output is one, and was allowed */
  ENH_WARNING_SILENT = 11,      /**< Nothing came from the microphone for 4 s;
                                   `value`: why, bits of enh_live_status.system;
                                   0: not known */
  ENH_WARNING_ONE_SIDED = 12,   /**< Of two microphone channels one alone has
                                   sound; `value`: which, 1 or 2 */
  ENH_WARNING_LATE = 13, /**< Over 20 ms from microphone to ear; `value`: ms */
  ENH_WARNING_OUTPUT_SILENT = 14 /**< The system's settings keep the headset
                                   silent; `value` as of ENH_WARNING_SILENT */
} enh_supervisor_warning;

/** What was refused, of an ENH_EVENT_ERROR. */
typedef enum enh_supervisor_refusal {
  ENH_REFUSED_OTHER = 0,   /**< See `text` */
  ENH_REFUSED_SETTING = 1, /**< A parameter, the fitting, mute or dose */
  ENH_REFUSED_DELAY = 2,   /**< enh_supervisor_measure_delay */
  ENH_REFUSED_TONE = 3,    /**< enh_supervisor_play_tone */
  ENH_REFUSED_DEVICES = 4  /**< enh_supervisor_look */
} enh_supervisor_refusal;

/** Size of a device's name in bytes, including its terminator. */
#define ENH_SUPERVISOR_NAME 256u
/** Size of a back end's name in bytes, including its terminator. */
#define ENH_SUPERVISOR_BACKEND 64u

/** A device. An empty name: not known. */
typedef struct enh_supervisor_device {
  char name[ENH_SUPERVISOR_NAME];       /**< UTF-8 */
  char backend[ENH_SUPERVISOR_BACKEND]; /**< "JACK", "ALSA", … */
  enh_device_kind kind;                 /**< As far as it is known */
} enh_supervisor_device;

/** Meters of the listening process, five times a second. */
typedef struct enh_supervisor_status {
  uint64_t heartbeat; /**< Callbacks of this process */
  uint64_t frames;    /**< Frames processed by this process */
  uint64_t xruns;     /**< Gaps of this process */
  double sample_rate; /**< Hz */
  uint32_t period;    /**< Frames */
  uint32_t inputs;    /**< Channels in use */
  uint32_t outputs;   /**< Channels in use */
  int muted;          /**< Non-zero: muted by enh_supervisor_mute */
  /** Estimated delay from microphone to ear, ms; 0: not known. */
  double delay_ms;
  double delay_algorithm_ms;   /**< Delay of the chain, ms, exact */
  float input_dbfs[2];         /**< As in enh_meters */
  float output_dbfs[2];        /**< As in enh_meters */
  float noise_db;              /**< dB SPL at the microphone */
  float reduction_db;          /**< dB, 0 or more */
  float limiter_db;            /**< dB, 0 or more */
  float clatter_db;            /**< dB, 0 or more */
  float howl_reduction_db;     /**< dB, 0 or more */
  float load_p99;              /**< Callback time / period, 99th percentile */
  float load_max;              /**< Same, maximum */
  float dose_percent;          /**< % of the weekly allowance */
  float dose_percent_per_hour; /**< At the present level */
  uint64_t taps;   /**< Times that a finger tapped the microphone twice */
  uint32_t system; /**< As enh_live_status.system */
} enh_supervisor_status;

/** An event; its kind says which fields are set. Start from
    ENH_SUPERVISOR_EVENT_INIT. New fields are only ever appended. */
typedef struct enh_supervisor_event {
  size_t size;                  /**< sizeof (enh_supervisor_event) */
  enh_supervisor_kind kind;     /**< Which other fields are set */
  enh_supervisor_state state;   /**< At the time of the event; always set */
  enh_supervisor_reason reason; /**< With STATE */
  uint32_t session; /**< Number of listening processes so far, including this
                         one; 0: none yet. Always set */
  char text[512];   /**< UTF-8: enh_supervisor_event_text with "press Resume";
                         may be empty */
  /** With STATE and WARNING: the microphone in use, or wanted. */
  enh_supervisor_device input;
  /** With STATE and WARNING: the headset in use, or wanted. */
  enh_supervisor_device output;
  /** With STATE, if a device was lost: that device. */
  enh_supervisor_device lost;
  /** With STATE, when WAITING: the device that enh_supervisor_resume would use
      instead; an empty name: none, or the lost device is back. */
  enh_supervisor_device offered;
  enh_supervisor_status status;   /**< With STATUS */
  enh_supervisor_warning warning; /**< With WARNING */
  double value;      /**< With WARNING: see enh_supervisor_warning */
  double delay_ms;   /**< With DELAY: as measured */
  double confidence; /**< With DELAY: 0 to 1 */
  enh_supervisor_refusal refused; /**< With ERROR */
  int returned; /**< With STATE, when WAITING: non-zero if the lost device is
                        back */
  int
    still_gone; /**< With STATE, when RECOVERING: non-zero after ten seconds */
  int
    exit_status; /**< With STATE, when WAITING: of the listening process, if it
                        ended with one; otherwise 0 */
  /** With STATE, WARNING and ERROR: what the listening process or the system
      said, English and technical; may be empty. */
  char detail[512];
} enh_supervisor_event;

/** No device. */
#define ENH_SUPERVISOR_DEVICE_INIT \
  {                                \
    "", "", ENH_DEVICE_UNKNOWN     \
  }

/** Initial value: nothing known. */
#define ENH_SUPERVISOR_STATUS_INIT                                             \
  {                                                                            \
    0u, 0u, 0u, 0.0, 0u, 0u, 0u, 0, 0.0, 0.0, { -200.0f, -200.0f },            \
      { -200.0f, -200.0f }, -200.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, \
      0.0f, 0u, 0u                                                             \
  }

/** Initial value: no event. */
#define ENH_SUPERVISOR_EVENT_INIT                                          \
  {                                                                        \
    sizeof (enh_supervisor_event), ENH_EVENT_NONE, ENH_SUPERVISOR_STOPPED, \
      ENH_REASON_NONE, 0u, "", ENH_SUPERVISOR_DEVICE_INIT,                 \
      ENH_SUPERVISOR_DEVICE_INIT, ENH_SUPERVISOR_DEVICE_INIT,              \
      ENH_SUPERVISOR_DEVICE_INIT, ENH_SUPERVISOR_STATUS_INIT,              \
      ENH_WARNING_OTHER, 0.0, 0.0, 0.0, ENH_REFUSED_OTHER, 0, 0, 0, ""     \
  }

/**
   Get the name of a state.  @any

   @param state  Any value.
   @return "stopped", "starting", "listening", "recovering" or "waiting".
   @since 0.1
*/
ENH_API ENH_REALTIME const char *
enh_supervisor_state_name (enh_supervisor_state state);

/**
   Get the name of a reason: one word for scripts and logs.  @any

   @param reason  Any value.
   @return "none", "server-lost", "output-lost" and so on.
   @since 0.1
*/
ENH_API ENH_REALTIME const char *
enh_supervisor_reason_name (enh_supervisor_reason reason);

/**
   Get the English sentences of an event, for programs without translations of
   their own.  @any

   @param event   The event; NULL is fine.
   @param resume  What the user does to resume, such as "press Resume"; NULL:
                  "resume".
   @param text    Receives UTF-8, cut to `room` bytes.
   @param room    Bytes of `text`, the terminator included; at least 1.
   @return Non-zero: there is something to say; 0: `text` is empty.
   @since 0.1
*/
ENH_API int
enh_supervisor_event_text (const enh_supervisor_event *event,
                           const char *resume, char *text, size_t room);

/** @} */

ENH_END_DECLS

#endif
