/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* For LeakSanitizer, which asks for this function by its name. */

/* Of damaged files these libraries leave memory behind, which is not ours to free. */
const char *
__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libsndfile\nleak:libmpg123\nleak:libvorbis\nleak:libogg\n"
         "leak:libFLAC\nleak:libopus\nleak:libmp3lame\n";
}
