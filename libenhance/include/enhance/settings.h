/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Settings of a chain as text, and back.

   @defgroup enhance_settings Settings as text

   Parameters and audiogram as the text of a preset: what `enhance --preset` and
   the app read and write as a file `NAME.listen`.

   @code
   [Preset]
   name=Kitchen

   [Parameters]
   noise_reduction=75
   volume=3

   [Audiogram Left]
   250=20
   1000=35
   @endcode

   UTF-8; empty lines and lines that begin with `#` are comments. A single
   audiogram is for both ears.
*/

#ifndef ENHANCE_SETTINGS_H
#define ENHANCE_SETTINGS_H

#include <enhance/attributes.h>
#include <enhance/chain.h>
#include <enhance/status.h>

#include <stddef.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_settings
    @{ */

/**
   Write all parameters, and the audiogram if there is one, as text.  @setup

   @code
   size_t length = enh_chain_save (chain, "Kitchen", NULL, 0);
   char *text = malloc (length + 1);
   enh_chain_save (chain, "Kitchen", text, length + 1);
   @endcode

   @param chain  The chain.
   @param name   Of the preset, UTF-8. NULL: none.
   @param text   Receives the text, always terminated, cut if there is no room.
                 NULL: only the length is wanted.
   @param room   Bytes of `text`, the terminating one included.
   @return The length of the whole text, without the terminating byte; 0 if
           `chain` is NULL.
   @since 0.1
*/
ENH_API size_t
enh_chain_save (const enh_chain *chain, const char *name, char *text,
                size_t room);

/**
   Set what a text says; what it does not name stays as it is.  @setup

   May be called while the audio thread is processing; changes are ramped.

   @param chain  The chain.
   @param text   As enh_chain_save writes it, or by hand.
   @param error  NULL, or filled with the line and what is wrong with it.
   @return ENH_OK, ENH_ERR_NULL (`chain` or `text`), ENH_ERR_FORMAT (not such a
           text), ENH_ERR_PARAM, ENH_ERR_RANGE or ENH_ERR_AUDIOGRAM. On failure
           nothing is changed.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_chain_load (enh_chain *chain, const char *text, enh_error *error);

/** @} */

ENH_END_DECLS

#endif
