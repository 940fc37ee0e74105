/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What leads from one state of the machine to another; for the files of the
   machine alone. */

#ifndef ENH_IO_SUPERVISOR_TRANSITIONS_H
#define ENH_IO_SUPERVISOR_TRANSITIONS_H

#include "io/supervisor/machine.h"

extern const enh_supervisor_device enh__machine_no_device;

/* --- What the caller hears ------------------------------------------------ */

/* The state, with the devices as they are now. */
void
enh__machine_notify (enh__machine *machine);

/* Same, without a sentence: only devices changed. */
void
enh__machine_notify_devices (enh__machine *machine);

/* `detail` is what the process or the system said, or "". */
void
enh__machine_enter (enh__machine *machine, enh_supervisor_state state,
                    enh_supervisor_reason reason, const char *detail,
                    uint64_t now_ms);

void
enh__machine_warn (enh__machine *machine, enh_supervisor_warning warning,
                   double value, const char *detail);

/* --- Orders ----------------------------------------------------------------- */

void
enh__machine_spawn (enh__machine *machine, uint64_t now_ms);

void
enh__machine_kill (enh__machine *machine);

/* Ask it to end; with its exit the next one follows. */
void
enh__machine_quit (enh__machine *machine, uint64_t now_ms);

void
enh__machine_scan (enh__machine *machine);

/* --- Ends ------------------------------------------------------------------- */

/* Which of the lost devices are back, and what is offered in the place of the
   others, by the list of now. Not 0: something changed. */
int
enh__machine_update_offers (enh__machine *machine);

/* Silent until a person acts. */
void
enh__machine_wait_for_user (enh__machine *machine, enh_supervisor_reason reason,
                            const char *detail, uint64_t now_ms);

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

/* Silent at once, and back by itself; where files are played, waiting. */
void
enh__machine_recover (enh__machine *machine, enh_supervisor_reason reason,
                      const char *detail, uint64_t now_ms);

#endif
