/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the listening process would refuse, refused before it is begun: there
   somebody reads why. */

#ifndef ENH_IO_SUPERVISOR_CONFIG_CHECK_H
#define ENH_IO_SUPERVISOR_CONFIG_CHECK_H

#include <enhance/supervisor.h>

enh_status
enh__supervisor_check (const enh_supervisor_config *config, enh_error *error);

/* Not 0: a dose that a chain takes. */
int
enh__supervisor_is_dose (float percent);

#endif
