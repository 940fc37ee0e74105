/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The allocator's and the locks' names are defined here, so that every object
   of the program, shared ones included, calls these; they count, then pass on
   to glibc's. */

#ifndef _GNU_SOURCE
#  define _GNU_SOURCE 1
#endif

#include "lib/trap.h"

#include "lib/check.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>

#if defined(__GLIBC__) && !CHECK_SANITIZED

static _Thread_local int armed;
static _Thread_local unsigned long calls;
static _Thread_local const char *first_call;
static atomic_long blocks;
static atomic_int scanning;
static float wanted; /* written before looking begins */
static atomic_ulong left_behind;

extern void *
__libc_malloc (size_t bytes);
extern void *
__libc_calloc (size_t count, size_t bytes);
extern void *
__libc_realloc (void *block, size_t bytes);
extern void *
__libc_memalign (size_t alignment, size_t bytes);
extern void
__libc_free (void *block);

static void
note (const char *name)
{
  if (!armed)
    return;
  if (!calls++)
    first_call = name;
}

static void *
counted (void *block)
{
  if (block)
    atomic_fetch_add (&blocks, 1);
  return block;
}

void *
malloc (size_t bytes)
{
  note ("malloc");
  return counted (__libc_malloc (bytes));
}

void *
calloc (size_t count, size_t bytes)
{
  note ("calloc");
  return counted (__libc_calloc (count, bytes));
}

void *
realloc (void *block, size_t bytes)
{
  note ("realloc");
  void *now = __libc_realloc (block, bytes);
  if (!block && now)
    atomic_fetch_add (&blocks, 1);
  if (block && !bytes && !now)
    atomic_fetch_sub (&blocks, 1);
  return now;
}

void *
aligned_alloc (size_t alignment, size_t bytes)
{
  note ("aligned_alloc");
  return counted (__libc_memalign (alignment, bytes));
}

void *
memalign (size_t alignment, size_t bytes);

void *
memalign (size_t alignment, size_t bytes)
{
  note ("memalign");
  return counted (__libc_memalign (alignment, bytes));
}

int
posix_memalign (void **block, size_t alignment, size_t bytes)
{
  note ("posix_memalign");
  *block = counted (__libc_memalign (alignment, bytes));
  return *block ? 0 : ENOMEM;
}

static void
scan_block (void *block)
{
  const float *values = block;
  const size_t count = malloc_usable_size (block) / sizeof *values;
  size_t row = 0;

  for (size_t i = 0; i < count && row < 4; ++i)
    row = memcmp (&values[i], &wanted, sizeof wanted) == 0 ? row + 1 : 0;
  if (row == 4)
    atomic_fetch_add (&left_behind, 1);
}

void
trap_scan_for (float value)
{
  wanted = value;
  atomic_store (&left_behind, 0);
  atomic_store (&scanning, 1);
}

unsigned long
trap_found (void)
{
  atomic_store (&scanning, 0);
  return atomic_load (&left_behind);
}

void
free (void *block)
{
  note ("free");
  if (block && atomic_load (&scanning))
    scan_block (block);
  if (block)
    atomic_fetch_sub (&blocks, 1);
  __libc_free (block);
}

/* A function of the C library by name, without calling it by name. */
#  define NEXT(function, name)                            \
    do                                                    \
      {                                                   \
        if (!(function))                                  \
          {                                               \
            void *symbol = dlsym (RTLD_NEXT, (name));     \
            memcpy (&(function), &symbol, sizeof symbol); \
          }                                               \
      }                                                   \
    while (0)

int
pthread_mutex_lock (pthread_mutex_t *mutex)
{
  static int (*next) (pthread_mutex_t *);

  note ("pthread_mutex_lock");
  NEXT (next, "pthread_mutex_lock");
  return next (mutex);
}

int
pthread_mutex_trylock (pthread_mutex_t *mutex)
{
  static int (*next) (pthread_mutex_t *);

  note ("pthread_mutex_trylock");
  NEXT (next, "pthread_mutex_trylock");
  return next (mutex);
}

int
pthread_cond_wait (pthread_cond_t *condition, pthread_mutex_t *mutex)
{
  static int (*next) (pthread_cond_t *, pthread_mutex_t *);

  note ("pthread_cond_wait");
  NEXT (next, "pthread_cond_wait");
  return next (condition, mutex);
}

int
pthread_rwlock_rdlock (pthread_rwlock_t *lock)
{
  static int (*next) (pthread_rwlock_t *);

  note ("pthread_rwlock_rdlock");
  NEXT (next, "pthread_rwlock_rdlock");
  return next (lock);
}

int
pthread_spin_lock (pthread_spinlock_t *lock)
{
  static int (*next) (pthread_spinlock_t *);

  note ("pthread_spin_lock");
  NEXT (next, "pthread_spin_lock");
  return next (lock);
}

const char *
trap_missing (void)
{
  /* valgrind puts its own allocator in the place of the C library's. */
  return check_valgrind () ? "valgrind has an allocator of its own" : NULL;
}

void
trap_arm (void)
{
  calls = 0;
  first_call = NULL;
  armed = 1;
}

unsigned long
trap_disarm (const char **first)
{
  armed = 0;
  if (first)
    *first = first_call;
  return calls;
}

long
trap_blocks (void)
{
  return atomic_load (&blocks);
}

#else

const char *
trap_missing (void)
{
  return CHECK_SANITIZED ? "a sanitizer has an allocator of its own"
                         : "it needs glibc";
}

void
trap_arm (void)
{
}

unsigned long
trap_disarm (const char **first)
{
  if (first)
    *first = NULL;
  return 0;
}

long
trap_blocks (void)
{
  return 0;
}

void
trap_scan_for (float value)
{
  (void) value;
}

unsigned long
trap_found (void)
{
  return 0;
}

#endif
