/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* hold_lease FILE: holds a lease on it until it is ended, as a file server does:
   whoever opens the file waits, up to 45 s. Says "held"; 77 where the file system
   gives no leases. */

#define _GNU_SOURCE 1

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  const int file = argc > 1 ? open (argv[1], O_RDWR | O_CLOEXEC) : -1;

  if (file < 0)
    return 2;
  /* So it is told that somebody wants it, and does not care. */
  signal (SIGIO, SIG_IGN);
#ifdef F_SETLEASE
  if (fcntl (file, F_SETLEASE, F_WRLCK) == 0)
    {
      puts ("held");
      fflush (stdout);
      for (;;)
        pause ();
    }
#endif
  return 77;
}
