/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/base/locked_memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#  include <windows.h>
#else
#  include <sys/mman.h>
#  include <unistd.h>
#endif

/* Before a block stands its size, alone in the bytes that alignment asks for:
   an allocator owes 64. */
#define HEAD_BYTES 64u

#if defined(_WIN32)

static size_t
page_bytes (void)
{
  SYSTEM_INFO info;

  GetSystemInfo (&info);
  return info.dwPageSize;
}

static void *
take_pages (size_t bytes)
{
  void *pages
    = VirtualAlloc (NULL, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);

  if (pages)
    (void) VirtualLock (pages, bytes);
  return pages;
}

static void
give_pages (void *pages, size_t bytes)
{
  (void) bytes;
  (void) VirtualFree (pages, 0, MEM_RELEASE);
}

#else

static size_t
page_bytes (void)
{
  const long bytes = sysconf (_SC_PAGESIZE);

  return bytes > 0 ? (size_t) bytes : 4096u;
}

static void *
take_pages (size_t bytes)
{
  void *pages = mmap (NULL, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (pages == MAP_FAILED)
    return NULL;
  /* Refused: the memory is usable anyway. */
  (void) mlock (pages, bytes);
  return pages;
}

static void
give_pages (void *pages, size_t bytes)
{
  (void) munmap (pages, bytes);
}

#endif

static void *
allocate (void *user, size_t bytes)
{
  const size_t page = page_bytes ();
  unsigned char *pages;
  (void) user;

  if (bytes > SIZE_MAX - HEAD_BYTES - page)
    return NULL;
  const size_t whole = (bytes + HEAD_BYTES + page - 1u) / page * page;
  pages = take_pages (whole);
  if (!pages)
    return NULL;
  memcpy (pages, &whole, sizeof whole);
  return pages + HEAD_BYTES;
}

static void
release (void *user, void *block)
{
  size_t whole;
  (void) user;

  if (!block)
    return;
  unsigned char *pages = (unsigned char *) block - HEAD_BYTES;
  memcpy (&whole, pages, sizeof whole);
  give_pages (pages, whole);
}

const enh_allocator enh__locked_allocator = { NULL, allocate, release };
