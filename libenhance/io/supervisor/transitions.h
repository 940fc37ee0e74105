/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What leads from one state of the machine to another; for the files of the
   machine alone. */

#ifndef ENH_IO_SUPERVISOR_TRANSITIONS_H
#define ENH_IO_SUPERVISOR_TRANSITIONS_H

#include "io/supervisor/machine.h"

extern const enh_supervisor_device enh__watch_no_device;

/* --- What the caller hears ------------------------------------------------ */

enh_supervisor_event
enh__watch_event (const enh__watch *watch, enh_supervisor_kind kind);

/* The state, with the devices as they are now. */
void
enh__watch_tell (enh__watch *watch, const char *text);

void
enh__watch_enter (enh__watch *watch, enh_supervisor_state state,
                  enh_supervisor_reason reason, const char *text,
                  uint64_t now_ms);

void
enh__watch_warn (enh__watch *watch, enh_supervisor_warning warning,
                 double value, const char *text);

/* A word of warning for each side that is wireless. */
void
enh__watch_warn_of_bluetooth (enh__watch *watch);

/* --- Orders ----------------------------------------------------------------- */

void
enh__watch_spawn (enh__watch *watch, uint64_t now_ms);

void
enh__watch_kill (enh__watch *watch);

/* Ask it to end; enh__watch_ended goes on. */
void
enh__watch_quit (enh__watch *watch, uint64_t now_ms);

void
enh__watch_look (enh__watch *watch);

/* --- Ends ------------------------------------------------------------------- */

/* What is offered in the place of what was lost, and which of the lost are back,
   by the list of now. Not 0: something changed. */
int
enh__watch_update_offers (enh__watch *watch, int back[2]);

void
enh__watch_waiting_words (const enh__watch *watch, const int back[2],
                          const char *told, char *text, size_t room);

/* Silent until a person presses. `told` is what the process said, or "". */
void
enh__watch_wait_for_press (enh__watch *watch, enh_supervisor_reason reason,
                           const char *told, uint64_t now_ms);

/* A device is gone, and which one is known. */
void
enh__watch_lose (enh__watch *watch, enh_direction direction,
                 enh_supervisor_reason reason, uint64_t now_ms);

/* Whether a device that was in use is there, by the list and the targets of
   now. */
int
enh__watch_is_again (const enh__watch *watch, enh_direction direction);

/* No device is lost any more. */
void
enh__watch_forget_loss (enh__watch *watch);

/* Silent, and back by itself. */
void
enh__watch_recover (enh__watch *watch, enh_supervisor_reason reason,
                    const char *told, uint64_t now_ms);

#endif
