/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Loops over bins, compiled twice: as the compiler is told to, and with the
   256-bit vectors of AVX2 where x86 turns out to have them. Nothing is fused or
   reordered: both give the same bits. Elsewhere, as with NEON, what the compiler
   is told to is all there is. */

#ifndef ENH_BASE_WIDE_H
#define ENH_BASE_WIDE_H

/* ENH_PLAIN_C: as for a compiler without vectors, to be tested with one that has
   them. */
#if defined(__GNUC__) && !defined(ENH_PLAIN_C)
#  define ENH__VECTORS 1
#else
#  define ENH__VECTORS 0
#endif

#if ENH__VECTORS && (defined(__x86_64__) || defined(__i386__))

#  define ENH__LOOP static inline __attribute__ ((always_inline)) void
#  define ENH__WIDE __attribute__ ((target ("avx2,fma")))

static inline int
enh__has_wide (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
}

/* Makes NAME of the ENH__LOOP called NAME_loop, with its parameters, and once
   more without their types. */
#  define ENH__BOTH_WIDTHS(name, parameters, arguments) \
    ENH__WIDE static void name##_wide parameters        \
    {                                                   \
      name##_loop arguments;                            \
    }                                                   \
    static void name parameters                         \
    {                                                   \
      if (enh__has_wide ())                             \
        name##_wide arguments;                          \
      else                                              \
        name##_loop arguments;                          \
    }

#else

#  define ENH__LOOP static inline void
#  define ENH__BOTH_WIDTHS(name, parameters, arguments) \
    static void name parameters                         \
    {                                                   \
      name##_loop arguments;                            \
    }

#endif

#endif
