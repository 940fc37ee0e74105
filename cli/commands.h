/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The commands; each takes its own argv, argv[0] being the command's name. */

#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "report.h"

report_exit
file_command (int argc, char **argv);

report_exit
live_command (int argc, char **argv);

report_exit
devices_command (int argc, char **argv);

report_exit
params_command (int argc, char **argv);

#endif
