/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a person reads: sentences, for people who know nothing of audio. */

#ifndef ENH_IO_SUPERVISOR_MESSAGES_H
#define ENH_IO_SUPERVISOR_MESSAGES_H

#include <enhance/supervisor.h>

/* Of a state that comes back by itself. */
const char *
enh__message_recovering (enh_supervisor_reason reason);

/* Of a state that waits, into `text` of `room` bytes. `told` is what the process
   said, or "". */
void
enh__message_waiting (char *text, size_t room, enh_supervisor_reason reason,
                      const enh_supervisor_device *lost, int lost_is_back,
                      const enh_supervisor_device *offered, const char *told);

#endif
