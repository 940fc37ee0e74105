/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Processes as Windows has them. */

#ifdef _WIN32

#  include "io/supervisor/process.h"

#  include "base/clock.h"
#  include "io/base/error.h"

#  define WIN32_LEAN_AND_MEAN
#  include <windows.h>

#  include <stdio.h>
#  include <stdlib.h>
#  include <string.h>

/* A pipe without a byte is looked at this often. */
#  define POLL_EVERY_MS 10

/* Bytes that wait for a process that does not read. */
#  define INPUT_ROOM 65536u

struct enh__process {
  HANDLE process;
  HANDLE job; /* whose end is the end of all that it began */
  DWORD number;
  HANDLE input;  /* our end of its standard input; NULL: closed */
  HANDLE output; /* our end of its standard output */
};

static enh__process *
fail (enh__process *process, enh_error *error, const char *program)
{
  (void) enh__fail (error, ENH_ERR_OPEN,
                    "the program '%.300s' could not be started: Windows error "
                    "%lu",
                    program, (unsigned long) GetLastError ());
  enh__process_free (process);
  return NULL;
}

/* A line of arguments as the C library of the other side takes it apart again:
   quoted, backslashes doubled before quotes. NULL: no memory. */
static char *
join (const char *const *words)
{
  size_t room = 1;

  for (size_t i = 0; words[i]; ++i)
    room += 2u * strlen (words[i]) + 3u;

  char *line = malloc (room);
  char *to = line;
  if (!line)
    return NULL;
  for (size_t i = 0; words[i]; ++i)
    {
      size_t slashes = 0;

      if (i)
        *to++ = ' ';
      *to++ = '"';
      for (const char *c = words[i]; *c; ++c)
        {
          if (*c == '"')
            for (size_t s = 0; s <= slashes; ++s)
              *to++ = '\\';
          slashes = *c == '\\' ? slashes + 1u : 0u;
          *to++ = *c;
        }
      for (size_t s = 0; s < slashes; ++s)
        *to++ = '\\';
      *to++ = '"';
    }
  *to = '\0';
  return line;
}

/* UTF-8 to what Windows speaks; NULL: no memory, or no UTF-8. */
static wchar_t *
wide (const char *text)
{
  const int count
    = MultiByteToWideChar (CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, NULL, 0);
  wchar_t *made = count > 0 ? malloc ((size_t) count * sizeof *made) : NULL;

  if (made)
    (void) MultiByteToWideChar (CP_UTF8, 0, text, -1, made, count);
  return made;
}

/* A job that ends with its last handle: with us, however we end. */
static HANDLE
make_job (void)
{
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits;
  HANDLE job = CreateJobObjectW (NULL, NULL);

  memset (&limits, 0, sizeof limits);
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  if (job)
    (void) SetInformationJobObject (job, JobObjectExtendedLimitInformation,
                                    &limits, sizeof limits);
  return job;
}

enh__process *
enh__process_start (const char *const *words, enh_error *error)
{
  SECURITY_ATTRIBUTES shared = { sizeof shared, NULL, TRUE };
  enh__process *process = calloc (1, sizeof *process);
  HANDLE in = NULL, out = NULL, nowhere;
  PROCESS_INFORMATION made;
  STARTUPINFOW how;
  BOOL begun = FALSE;

  enh__error_clear (error);
  if (!process)
    return fail (NULL, error, words[0]);

  if (!CreatePipe (&in, &process->input, &shared, INPUT_ROOM)
      || !CreatePipe (&process->output, &out, &shared, 0))
    {
      if (in)
        (void) CloseHandle (in);
      return fail (process, error, words[0]);
    }
  (void) SetHandleInformation (process->input, HANDLE_FLAG_INHERIT, 0);
  (void) SetHandleInformation (process->output, HANDLE_FLAG_INHERIT, 0);
  nowhere = CreateFileW (L"NUL", GENERIC_WRITE, FILE_SHARE_WRITE, &shared,
                         OPEN_EXISTING, 0, NULL);

  memset (&made, 0, sizeof made);
  memset (&how, 0, sizeof how);
  how.cb = sizeof how;
  how.dwFlags = STARTF_USESTDHANDLES;
  how.hStdInput = in;
  how.hStdOutput = out;
  how.hStdError = nowhere;

  char *line = join (words);
  wchar_t *program = wide (words[0]);
  wchar_t *wide_line = line ? wide (line) : NULL;
  if (program && wide_line)
    begun = CreateProcessW (program, wide_line, NULL, NULL, TRUE,
                            CREATE_NO_WINDOW | CREATE_SUSPENDED
                              | CREATE_NEW_PROCESS_GROUP,
                            NULL, NULL, &how, &made);
  free (line);
  free (program);
  free (wide_line);
  (void) CloseHandle (in);
  (void) CloseHandle (out);
  if (nowhere != INVALID_HANDLE_VALUE)
    (void) CloseHandle (nowhere);
  if (!begun)
    return fail (process, error, words[0]);

  process->process = made.hProcess;
  process->number = made.dwProcessId;
  process->job = make_job ();
  if (process->job)
    (void) AssignProcessToJobObject (process->job, made.hProcess);
  (void) ResumeThread (made.hThread);
  (void) CloseHandle (made.hThread);

  /* Writing must not wait. */
  DWORD mode = PIPE_READMODE_BYTE | PIPE_NOWAIT;
  (void) SetNamedPipeHandleState (process->input, &mode, NULL, NULL);
  return process;
}

long
enh__process_read (enh__process *process, char *bytes, size_t count,
                   int timeout_ms)
{
  DWORD there = 0, got = 0;

  /* Anonymous pipes cannot be waited for. */
  for (int waited = 0;; waited += POLL_EVERY_MS)
    {
      if (!PeekNamedPipe (process->output, NULL, 0, NULL, &there, NULL))
        return -1;
      if (there > 0)
        break;
      if (waited >= timeout_ms)
        return 0;
      Sleep (POLL_EVERY_MS);
    }
  if (count > there)
    count = there;
  if (!ReadFile (process->output, bytes, (DWORD) count, &got, NULL))
    return -1;
  return (long) got;
}

int
enh__process_write (enh__process *process, const char *bytes, size_t count)
{
  DWORD put = 0;

  if (!process->input)
    return -1;
  if (!WriteFile (process->input, bytes, (DWORD) count, &put, NULL))
    return -1;
  if (put == count)
    return 1;
  return put == 0 ? 0 : -1;
}

void
enh__process_hang_up (enh__process *process)
{
  if (process->input)
    (void) CloseHandle (process->input);
  process->input = NULL;
}

int
enh__process_status (enh__process *process)
{
  DWORD status = 0;

  if (WaitForSingleObject (process->process, 0) != WAIT_OBJECT_0)
    return ENH__EXIT_RUNS;
  if (!GetExitCodeProcess (process->process, &status) || status > 255u)
    return ENH__EXIT_KILLED;
  return (int) status;
}

void
enh__process_kill (enh__process *process)
{
  if (process->job)
    (void) TerminateJobObject (process->job, 256);
  (void) TerminateProcess (process->process, 256);
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
  if (process->output)
    (void) CloseHandle (process->output);
  if (process->process)
    (void) CloseHandle (process->process);
  if (process->job)
    (void) CloseHandle (process->job);
  free (process);
}

char *
enh__process_find (const char *name)
{
  wchar_t own[MAX_PATH], path[MAX_PATH];
  wchar_t *file = NULL, *wanted = wide (name);
  const DWORD length = GetModuleFileNameW (NULL, own, MAX_PATH);
  char *found = NULL;

  if (length > 0 && length < MAX_PATH)
    {
      wchar_t *last = wcsrchr (own, L'\\');

      if (last)
        *last = L'\0';
    }
  else
    own[0] = L'\0';
  if (wanted
      && ((own[0]
           && SearchPathW (own, wanted, L".exe", MAX_PATH, path, &file) > 0)
          || SearchPathW (NULL, wanted, L".exe", MAX_PATH, path, &file) > 0))
    {
      const int bytes
        = WideCharToMultiByte (CP_UTF8, 0, path, -1, NULL, 0, NULL, NULL);

      found = bytes > 0 ? malloc ((size_t) bytes) : NULL;
      if (found)
        (void) WideCharToMultiByte (CP_UTF8, 0, path, -1, found, bytes, NULL,
                                    NULL);
    }
  free (wanted);
  return found;
}

int
enh__process_is_program (const char *path)
{
  wchar_t found[MAX_PATH];
  wchar_t *file = NULL, *wanted = wide (path);
  const int is
    = wanted && SearchPathW (NULL, wanted, L".exe", MAX_PATH, found, &file) > 0;

  free (wanted);
  return is;
}

void
enh__process_block_signals (void)
{
}

uint64_t
enh__process_slept_ms (void *unused)
{
  ULONGLONG awake = 0; /* 100 ns */

  (void) unused;
  if (!QueryUnbiasedInterruptTime (&awake))
    return 0;

  const uint64_t with_ms = GetTickCount64 ();
  const uint64_t awake_ms = awake / 10000u;
  return with_ms > awake_ms ? with_ms - awake_ms : 0u;
}

#else

/* An ISO C file holds something. */
typedef int enh__not_windows;

#endif
