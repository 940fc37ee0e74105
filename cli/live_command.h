/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* `enhance live` in its two forms. */

#ifndef CLI_LIVE_COMMAND_H
#define CLI_LIVE_COMMAND_H

#include "live_request.h"

/* Until Ctrl-C and so on, by a process that the supervisor watches. */
report_exit
live_supervised (const live_request *request);

/* Until `quit`, the end of standard input and so on. */
report_exit
live_control (const live_request *request);

#endif
