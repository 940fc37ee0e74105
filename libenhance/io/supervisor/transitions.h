/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What leads from one state of the machine to another; for the files of the
   machine alone. */

#ifndef ENH_IO_SUPERVISOR_TRANSITIONS_H
#define ENH_IO_SUPERVISOR_TRANSITIONS_H

#include "io/supervisor/machine.h"

extern const enh_supervisor_device enh__machine_no_device;

/* --- What the caller hears ------------------------------------------------ */

enh_supervisor_event
enh__machine_event (const enh__machine *machine, enh_supervisor_kind kind);

/* The state, with the devices as they are now. */
void
enh__machine_notify (enh__machine *machine, const char *text);

void
enh__machine_enter (enh__machine *machine, enh_supervisor_state state,
                    enh_supervisor_reason reason, const char *text,
                    uint64_t now_ms);

void
enh__machine_warn (enh__machine *machine, enh_supervisor_warning warning,
                   double value, const char *text);

/* A word of warning for each side that is wireless. */
void
enh__machine_warn_of_bluetooth (enh__machine *machine);

/* --- Orders ----------------------------------------------------------------- */

void
enh__machine_spawn (enh__machine *machine, uint64_t now_ms);

void
enh__machine_kill (enh__machine *machine);

/* Ask it to end; enh__machine_on_child_exit goes on. */
void
enh__machine_quit (enh__machine *machine, uint64_t now_ms);

void
enh__machine_scan (enh__machine *machine);

/* --- Ends ------------------------------------------------------------------- */

/* What is offered in the place of what was lost, and which of the lost are back,
   by the list of now. Not 0: something changed. */
int
enh__machine_update_offers (enh__machine *machine, int back[2]);

void
enh__machine_waiting_message (const enh__machine *machine, const int back[2],
                              const char *told, char *text, size_t room);

/* Silent until a person presses. `told` is what the process said, or "". */
void
enh__machine_wait_for_press (enh__machine *machine,
                             enh_supervisor_reason reason, const char *told,
                             uint64_t now_ms);

/* A device is gone, and which one is known. */
void
enh__machine_lose (enh__machine *machine, enh_direction direction,
                   enh_supervisor_reason reason, uint64_t now_ms);

/* Whether a device that was in use is there, by the list and the targets of
   now. */
int
enh__machine_is_again (const enh__machine *machine, enh_direction direction);

/* No device is lost any more. */
void
enh__machine_forget_loss (enh__machine *machine);

/* Silent, and back by itself. */
void
enh__machine_recover (enh__machine *machine, enh_supervisor_reason reason,
                      const char *told, uint64_t now_ms);

#endif
