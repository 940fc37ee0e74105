/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Groups of a preset's key file. */

#ifndef PRESET_PRESET_GROUP_H
#define PRESET_PRESET_GROUP_H

#define PRESET_GROUP "Preset"
#define PRESET_GROUP_PARAMETERS "Parameters"
#define PRESET_GROUP_EARS "Audiogram Left", "Audiogram Right"

#endif
