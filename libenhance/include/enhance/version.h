/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief The library's version.

   @defgroup enhance_version Version

   The version of the headers when a program is compiled, and of the library when
   it runs. A library of the same soname and a later version may take its place.
*/

#ifndef ENHANCE_VERSION_H
#define ENHANCE_VERSION_H

#include <enhance/attributes.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_version
    @{ */

/** @name The version of these headers
    @{ */
#define ENH_VERSION_MAJOR 0 /**< Grows when something of before changes */
#define ENH_VERSION_MINOR 1 /**< Grows when something is added */
#define ENH_VERSION_PATCH 0 /**< Grows with every other release */
/** @} */

/** For `#if`: non-zero if these headers are of version a.b.c or later. */
#define ENH_VERSION_AT_LEAST(a, b, c) \
  (ENH_VERSION_MAJOR > (a)            \
   || (ENH_VERSION_MAJOR == (a)       \
       && (ENH_VERSION_MINOR > (b)    \
           || (ENH_VERSION_MINOR == (b) && ENH_VERSION_PATCH >= (c)))))

/**
   Get the version of the library in use, as "MAJOR.MINOR.PATCH".  @any

   @return A constant string, never NULL.
   @since 0.1
*/
ENH_API const char *
enh_version (void);

/** @} */

ENH_END_DECLS

#endif
