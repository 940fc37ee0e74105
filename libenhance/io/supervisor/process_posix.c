/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Processes as POSIX has them. */

#ifndef _WIN32

/* pipe2 */
#  ifndef _GNU_SOURCE
#    define _GNU_SOURCE 1
#  endif

#  include "io/supervisor/process.h"

#  include "base/clock.h"
#  include "io/base/error.h"

#  include <errno.h>
#  include <fcntl.h>
#  include <limits.h>
#  include <poll.h>
#  include <signal.h>
#  include <spawn.h>
#  include <stdio.h>
#  include <stdlib.h>
#  include <string.h>
#  include <sys/stat.h>
#  include <sys/wait.h>
#  include <unistd.h>

#  if defined(__APPLE__)
#    include <mach-o/dyld.h>
#  endif

extern char **environ;

struct enh__process {
  pid_t number;
  int input;  /* our end of its standard input; -1: closed */
  int output; /* our end of its standard output */
  int status; /* ENH__EXIT_RUNS until it was reaped */
};

/* --- Pipes --------------------------------------------------------------- */

static void
close_both (int ends[2])
{
  for (int i = 0; i < 2; ++i)
    if (ends[i] >= 0)
      (void) close (ends[i]);
}

/* Move a descriptor out of the way of the standard ones, where a caller has
   closed those. */
static int
move_up (int descriptor)
{
  if (descriptor > STDERR_FILENO)
    return descriptor;

  const int moved = fcntl (descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  (void) close (descriptor);
  return moved;
}

static int
make_pipe (int ends[2])
{
#  if defined(__linux__) || defined(__FreeBSD__)
  /* At once: another thread may start a process in between. */
  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      ends[0] = ends[1] = -1;
      return -1;
    }
#  else
  if (pipe (ends) != 0)
    {
      ends[0] = ends[1] = -1;
      return -1;
    }
  (void) fcntl (ends[0], F_SETFD, FD_CLOEXEC);
  (void) fcntl (ends[1], F_SETFD, FD_CLOEXEC);
#  endif
  ends[0] = move_up (ends[0]);
  ends[1] = move_up (ends[1]);
  return ends[0] >= 0 && ends[1] >= 0 ? 0 : -1;
}

static void
never_wait (int descriptor)
{
  const int flags = fcntl (descriptor, F_GETFL);

  if (flags >= 0)
    (void) fcntl (descriptor, F_SETFL, flags | O_NONBLOCK);
}

/* --- Begin --------------------------------------------------------------- */

/* 0, or an errno. */
static int
spawn (pid_t *number, const char *const *words, int in, int out)
{
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, usual;
  int failure = posix_spawn_file_actions_init (&actions);

  if (failure)
    return failure;
  failure = posix_spawnattr_init (&attributes);
  if (failure)
    {
      (void) posix_spawn_file_actions_destroy (&actions);
      return failure;
    }

  (void) sigemptyset (&none);
  (void) sigemptyset (&usual);
  (void) sigaddset (&usual, SIGPIPE);
  (void) sigaddset (&usual, SIGINT);
  (void) sigaddset (&usual, SIGQUIT);
  (void) sigaddset (&usual, SIGTERM);
  (void) sigaddset (&usual, SIGCHLD);
  (void) posix_spawnattr_setsigmask (&attributes, &none);
  (void) posix_spawnattr_setsigdefault (&attributes, &usual);
  /* A group of its own: Ctrl-C at a terminal is for the caller, who then ends
     the listening in good order. */
  (void) posix_spawnattr_setpgroup (&attributes, 0);
  (void) posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK
                                                  | POSIX_SPAWN_SETSIGDEF
                                                  | POSIX_SPAWN_SETPGROUP);

  failure = posix_spawn_file_actions_adddup2 (&actions, in, STDIN_FILENO);
  if (!failure)
    failure = posix_spawn_file_actions_adddup2 (&actions, out, STDOUT_FILENO);
  if (!failure)
    failure = posix_spawn_file_actions_addopen (&actions, STDERR_FILENO,
                                                "/dev/null", O_WRONLY, 0);
  if (!failure)
    /* posix_spawn promises not to change the words; its type is older than
       const. */
    failure = posix_spawn (number, words[0], &actions, &attributes,
                           (char *const *) (uintptr_t) words, environ);
  (void) posix_spawnattr_destroy (&attributes);
  (void) posix_spawn_file_actions_destroy (&actions);
  return failure;
}

enh__process *
enh__process_start (const char *const *words, enh_error *error)
{
  int in[2] = { -1, -1 };
  int out[2] = { -1, -1 };
  enh__process *process = calloc (1, sizeof *process);
  int failure = ENOMEM;

  enh__error_clear (error);
  if (process)
    {
      failure = make_pipe (in) || make_pipe (out) ? errno : 0;
      if (!failure)
        failure = spawn (&process->number, words, in[0], out[1]);
    }
  if (failure)
    {
      (void) enh__fail (error, ENH_ERR_OPEN,
                        "the program '%.300s' could not be started: %s",
                        words[0], strerror (failure));
      close_both (in);
      close_both (out);
      free (process);
      return NULL;
    }
  (void) close (in[0]);
  (void) close (out[1]);
  never_wait (in[1]);
  never_wait (out[0]);
  process->input = in[1];
  process->output = out[0];
  process->status = ENH__EXIT_RUNS;
  return process;
}

/* --- While it runs --------------------------------------------------------- */

long
enh__process_read (enh__process *process, char *bytes, size_t count,
                   int timeout_ms)
{
  struct pollfd on = { .fd = process->output, .events = POLLIN };

  if (poll (&on, 1, timeout_ms) <= 0)
    return 0;

  const ssize_t got = read (process->output, bytes, count);
  if (got > 0)
    return (long) got;
  if (got < 0 && (errno == EAGAIN || errno == EINTR))
    return 0;
  return -1;
}

int
enh__process_write (enh__process *process, const char *bytes, size_t count)
{
  ssize_t put;

  if (process->input < 0)
    return -1;
  /* Up to PIPE_BUF bytes a pipe takes all or nothing. */
  do
    put = write (process->input, bytes, count);
  while (put < 0 && errno == EINTR);
  if (put == (ssize_t) count)
    return 1;
  return put < 0 && errno == EAGAIN ? 0 : -1;
}

void
enh__process_hang_up (enh__process *process)
{
  if (process->input >= 0)
    (void) close (process->input);
  process->input = -1;
}

int
enh__process_status (enh__process *process)
{
  int how = 0;

  if (process->status != ENH__EXIT_RUNS)
    return process->status;

  const pid_t ended = waitpid (process->number, &how, WNOHANG);
  if (ended == process->number)
    process->status = WIFEXITED (how) ? WEXITSTATUS (how) : ENH__EXIT_KILLED;
  else if (ended < 0 && errno == ECHILD)
    /* The caller lets the system bury its children, or did it itself. */
    process->status = ENH__EXIT_KILLED;
  return process->status;
}

void
enh__process_kill (enh__process *process)
{
  /* What was reaped has no number any more; another may bear it. */
  if (enh__process_status (process) == ENH__EXIT_RUNS)
    {
      (void) kill (-process->number, SIGKILL);
      (void) kill (process->number, SIGKILL);
    }
}

long
enh__process_number (const enh__process *process)
{
  return (long) process->number;
}

void
enh__process_free (enh__process *process)
{
  if (!process)
    return;
  enh__process_hang_up (process);
  (void) close (process->output);
  free (process);
}

/* --- Where a program lies ------------------------------------------------ */

int
enh__process_is_program (const char *path)
{
  struct stat what;

  return stat (path, &what) == 0 && S_ISREG (what.st_mode)
         && access (path, X_OK) == 0;
}

/* FOLDER/NAME if that is a program; `length` bytes of folder. */
static char *
program_in (const char *folder, size_t length, const char *name)
{
  const size_t bytes = length + strlen (name) + 2u;
  char *path = malloc (bytes);

  if (!path)
    return NULL;
  (void) snprintf (path, bytes, "%.*s/%s", (int) length, folder, name);
  if (enh__process_is_program (path))
    return path;
  free (path);
  return NULL;
}

/* Length of the folder part of our own program's path; 0: not known. */
static size_t
own_folder (char *path, size_t room)
{
#  if defined(__linux__)
  const ssize_t length = readlink ("/proc/self/exe", path, room - 1u);

  if (length <= 0)
    return 0;
  path[length] = '\0';
#  elif defined(__APPLE__)
  uint32_t bytes = (uint32_t) room;

  if (_NSGetExecutablePath (path, &bytes) != 0)
    return 0;
#  else
  (void) room;
  path[0] = '\0';
#  endif
  const char *last = strrchr (path, '/');
  return last ? (size_t) (last - path) : 0;
}

char *
enh__process_find (const char *name)
{
  static const char hidden[] = "/.libs";
  char own[PATH_MAX];
  size_t length = own_folder (own, sizeof own);
  char *found = length ? program_in (own, length, name) : NULL;

  /* Not installed yet: libtool puts programs into a hidden folder, and a script
     that sets them up above it. */
  if (length > sizeof hidden - 1u
      && strncmp (own + length - (sizeof hidden - 1u), hidden,
                  sizeof hidden - 1u)
           == 0)
    {
      char *above = program_in (own, length - (sizeof hidden - 1u), name);

      if (above)
        {
          free (found);
          found = above;
        }
    }

  const char *folders = getenv ("PATH");
  while (!found && folders && *folders)
    {
      const size_t now = strcspn (folders, ":");

      /* Not the folder that the caller stands in, nor one relative to it. */
      found = *folders == '/' ? program_in (folders, now, name) : NULL;
      folders += now + (folders[now] == ':');
    }
  return found;
}

/* --- The rest ------------------------------------------------------------ */

void
enh__process_block_signals (void)
{
  sigset_t all;

  (void) sigfillset (&all);
  /* These tell of our own faults; blocked they would end us without a word. */
  (void) sigdelset (&all, SIGSEGV);
  (void) sigdelset (&all, SIGBUS);
  (void) sigdelset (&all, SIGFPE);
  (void) sigdelset (&all, SIGILL);
  (void) sigdelset (&all, SIGABRT);
  (void) pthread_sigmask (SIG_BLOCK, &all, NULL);
}

uint64_t
enh__process_slept_ms (void *unused)
{
  (void) unused;
#  ifdef CLOCK_BOOTTIME
  struct timespec with;

  if (clock_gettime (CLOCK_BOOTTIME, &with) == 0)
    {
      const uint64_t awake_ns = enh__clock_ns ();
      const uint64_t with_ns
        = (uint64_t) with.tv_sec * ENH__NS_PER_S + (uint64_t) with.tv_nsec;

      return with_ns > awake_ns ? (with_ns - awake_ns) / 1000000u : 0u;
    }
#  endif
  return 0;
}

#else

/* An ISO C file holds something. */
typedef int enh__not_posix;

#endif
