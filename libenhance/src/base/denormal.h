/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Flush denormals to zero while a block is processed, so that silence costs no
   more than sound. The caller's setting is restored. */

#ifndef ENH_BASE_DENORMAL_H
#define ENH_BASE_DENORMAL_H

#include <stdint.h>

#if defined(__SSE2__) || defined(_M_X64)

#  include <xmmintrin.h>

typedef unsigned int enh__float_mode;

static inline enh__float_mode
enh__float_mode_enter (void)
{
  const unsigned int saved = _mm_getcsr ();
  /* Bit 15 flushes results, bit 6 operands; bits 7 to 12 mask every trap. */
  _mm_setcsr (saved | 0x8040u | 0x1f80u);
  return saved;
}

static inline void
enh__float_mode_leave (enh__float_mode saved)
{
  _mm_setcsr (saved);
}

#elif defined(__aarch64__)

typedef uint64_t enh__float_mode;

static inline enh__float_mode
enh__float_mode_enter (void)
{
  uint64_t saved;
  __asm__ volatile("mrs %0, fpcr" : "=r"(saved));
  /* Bit 24: FZ. */
  __asm__ volatile("msr fpcr, %0" : : "r"(saved | (UINT64_C (1) << 24)));
  return saved;
}

static inline void
enh__float_mode_leave (enh__float_mode saved)
{
  __asm__ volatile("msr fpcr, %0" : : "r"(saved));
}

#else

typedef int enh__float_mode;

static inline enh__float_mode
enh__float_mode_enter (void)
{
  return 0;
}

static inline void
enh__float_mode_leave (enh__float_mode saved)
{
  (void) saved;
}

#endif

#endif
