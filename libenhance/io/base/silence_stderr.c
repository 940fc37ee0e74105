/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Keeps chatty libraries from printing on standard error. */

#include "io/base/silence_stderr.h"

#include <fcntl.h>
#include <unistd.h>

#if defined(__has_feature)
#  if __has_feature(address_sanitizer)
#    define COUNTS_LEAKS 1
#  endif
#endif
#ifdef __SANITIZE_ADDRESS__
#  define COUNTS_LEAKS 1
#endif
#ifdef COUNTS_LEAKS
#  include <sanitizer/lsan_interface.h>
#endif

int
enh__stderr_silence (void)
{
  const int saved = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  const int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  if (saved >= 0 && nowhere >= 0)
    (void) dup2 (nowhere, STDERR_FILENO);
  if (nowhere >= 0)
    (void) close (nowhere);
#ifdef COUNTS_LEAKS
  __lsan_disable ();
#endif
  return saved;
}

void
enh__stderr_restore (int saved)
{
#ifdef COUNTS_LEAKS
  __lsan_enable ();
#endif
  if (saved < 0)
    return;
  (void) dup2 (saved, STDERR_FILENO);
  (void) close (saved);
}
