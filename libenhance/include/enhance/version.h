/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief The library's version.

   @defgroup enhance_version Version

   The version of the library at run time.
*/

#ifndef ENHANCE_VERSION_H
#define ENHANCE_VERSION_H

#include <enhance/attributes.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_version
    @{ */

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
