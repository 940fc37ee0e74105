/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The kernel as a trap: Linux ends a process in strict seccomp mode at the first
   system call that is not its end. */

#ifndef _GNU_SOURCE
#  define _GNU_SOURCE 1
#endif

#include "lib/trap.h"

#include "lib/check.h"

#if defined(__linux__)

#  include <errno.h>
#  include <linux/seccomp.h>
#  include <sys/prctl.h>
#  include <sys/syscall.h>
#  include <sys/wait.h>

int
trap_without_system_calls (unsigned long (*run) (void *user), void *user)
{
  int status = 0;

  fflush (stdout);
  fflush (stderr);
  const pid_t child = fork ();
  if (child < 0)
    return -1;
  if (child == 0)
    {
      if (prctl (PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0))
        syscall (SYS_exit, 77);
      const unsigned long sum = run (user);
      /* Not _exit: that is exit_group, which strict mode forbids. */
      syscall (SYS_exit, sum ? 0 : 1);
    }
  while (waitpid (child, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
  return WIFEXITED (status) && WEXITSTATUS (status) == 77 ? -1 : status;
}

static unsigned long
do_nothing (void *user)
{
  (void) user;
  return 1;
}

const char *
trap_kernel_missing (void)
{
  if (CHECK_SANITIZED)
    return "a sanitizer calls the kernel by itself";
  if (check_valgrind ())
    return "valgrind calls the kernel by itself";
  if (trap_without_system_calls (do_nothing, NULL) == -1)
    return "this kernel has no seccomp";
  return NULL;
}

unsigned long
trap_call_kernel (void *user)
{
  (void) user;
  return (unsigned long) syscall (SYS_getpid);
}

#else

int
trap_without_system_calls (unsigned long (*run) (void *user), void *user)
{
  (void) run;
  (void) user;
  return -1;
}

const char *
trap_kernel_missing (void)
{
  return "it needs Linux";
}

unsigned long
trap_call_kernel (void *user)
{
  (void) user;
  return 1;
}

#endif
