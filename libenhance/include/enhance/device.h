/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Audio devices. Part of libenhance-io.

   @defgroup enhance_device Audio devices

   The audio devices of the computer. Part of libenhance-io.

   A device is chosen by its number in the list, its whole name, or a part of
   its name that no other device has; case is ignored.

   There is also a dummy device, which uses files in place of a microphone and a
   headset and keeps time by the system clock. As input, `dummy:` is silence and
   `dummy:PATH` plays a sound file. As output, `dummy:` discards the sound and
   `dummy:PATH` writes a file of 32-bit floats. Input and output must be either
   both dummy or both real.
*/

#ifndef ENHANCE_DEVICE_H
#define ENHANCE_DEVICE_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_device
    @{ */

/** The kind of a device, as far as its name and driver tell. */
typedef enum enh_device_kind {
  ENH_DEVICE_UNKNOWN = 0,    /**< None of the others, or not known */
  ENH_DEVICE_WIRED = 1,      /**< A headphone or headset socket */
  ENH_DEVICE_USB = 2,        /**< A USB headset or adapter */
  ENH_DEVICE_BLUETOOTH = 3,  /**< Wireless: adds 100 ms and more */
  ENH_DEVICE_LOUDSPEAKER = 4 /**< Would howl */
} enh_device_kind;

/** A device. Strings are valid as long as the list. */
typedef struct enh_device_info {
  uint32_t number;      /**< Its place in the list */
  const char *name;     /**< UTF-8, as the sound system gives it */
  const char *backend;  /**< "JACK", "ALSA", … */
  enh_device_kind kind; /**< Wired, USB, Bluetooth, loudspeaker or unknown */
  uint32_t inputs;      /**< Channels it records; 0: none */
  uint32_t outputs;     /**< Channels it plays; 0: none */
  double sample_rate;   /**< Its own rate, Hz */
  int default_input;    /**< Non-zero: used if no input is named */
  int default_output;   /**< Non-zero: used if no output is named */
} enh_device_info;

/** The device behind one that only leads to a sound server, such as ALSA's
    "default". An empty name: not known. */
typedef struct enh_device_target {
  char name[256];       /**< The server's name for it */
  char text[256];       /**< A name for the user, UTF-8 */
  enh_device_kind kind; /**< As far as it is known */
} enh_device_target;

/** The devices present when the list was created. */
typedef struct enh_device_list enh_device_list;

/** One side of a device. */
typedef enum enh_direction {
  ENH_DIRECTION_INPUT = 0, /**< Recording: the microphone */
  ENH_DIRECTION_OUTPUT = 1 /**< Playing: the headset */
} enh_direction;

/**
   List the devices that are present.  @setup

   Opens and closes the sound system. Not possible while a live engine with real
   devices exists in this process, because the sound system would return an old
   list (ENH_ERR_STATE).

   @param list   Receives the list, or NULL on failure; it may be empty. Not
                 NULL.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY, ENH_ERR_STATE or
           ENH_ERR_DEVICE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_device_list_create (enh_device_list **list, enh_error *error);

/**
   Free a list.  @setup

   @param list  NULL is allowed.
   @since 0.1
*/
ENH_API void
enh_device_list_destroy (enh_device_list *list);

/**
   Get a device of a list.  @setup

   @param list    The list.
   @param number  Counts from 0.
   @return The device; NULL past the last, or if `list` is NULL.
   @since 0.1
*/
ENH_API const enh_device_info *
enh_device_list_get (const enh_device_list *list, uint32_t number);

/**
   Find a device.  @setup

   @param list       The list. Not NULL.
   @param spec       Number, name or part of a name; NULL: the default.
   @param direction  The side it must have.
   @param found      Receives the device, or NULL on failure. Not NULL.
   @param error      NULL, or filled with what was not found, or what matched.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_DEVICE or ENH_ERR_AMBIGUOUS.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_device_list_find (const enh_device_list *list, const char *spec,
                      enh_direction direction, const enh_device_info **found,
                      enh_error *error);

/**
   Ask PulseAudio, or PipeWire in its place, which devices are used.  @setup

   Takes at most 2 s and opens no stream.

   @param process  The process whose streams are meant. For 0, or a process
                   without streams: where the server would put a new stream.
   @param input    Receives the microphone. Not NULL.
   @param output   Receives the output. Not NULL.
   @param error    NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_DEVICE (no such server, or
           libenhance-io was built without libpulse) or ENH_ERR_DEVICE (the
           server does not answer).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_device_find_targets (long process, enh_device_target *input,
                         enh_device_target *output, enh_error *error);

/**
   Get the name of a kind.  @any

   @param kind  Any value.
   @return "wired", "usb", "bluetooth", "loudspeaker" or "unknown".
   @since 0.1
*/
ENH_API const char *
enh_device_kind_name (enh_device_kind kind);

/** @} */

ENH_END_DECLS

#endif
