#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What the app brings to a desktop is valid, and every word of it is translated.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

# Words are UTF-8.
export LC_ALL=C.UTF-8

id=org.libenhance.PersonalListener
data=$top_srcdir/gui/data
cd "$top_srcdir" || exit 99

schemas () {
  glib-compile-schemas --strict --dry-run "$data"
}

metainfo () {
  appstreamcli validate --no-net "$data/$id.metainfo.xml"
}

mime_type_is_the_desktop_files () {
  local type
  type=$(sed -n 's/.*<mime-type type="\(.*\)">.*/\1/p' "$data/$id.mime.xml")
  grep -q "^MimeType=$type;" "$data/$id.desktop" && \
    grep -q "<mediatype>$type<" "$data/$id.metainfo.xml" || fail "$type"
}

# All words of the sources, as translators get them.
collect () {
  xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
    -o "$tap_scratch/c.pot" $(find gui -name '*.c') \
    && xgettext --from-code=UTF-8 -L Glade -o "$tap_scratch/ui.pot" \
      $(find gui -name '*.ui') \
    && msgcat --use-first "$tap_scratch/c.pot" "$tap_scratch/ui.pot" \
      -o "$tap_scratch/all.pot"
}

languages () {
  grep -v '^#' po/LINGUAS
}

translations_are_well_formed () {
  local language
  for language in $(languages); do
    msgfmt -c -o /dev/null "po/$language.po" || fail "$language" || return 1
  done
}

nothing_is_untranslated () {
  local language left
  collect || return 1
  for language in $(languages); do
    msgmerge -q "po/$language.po" "$tap_scratch/all.pot" \
      -o "$tap_scratch/$language.po" || return 1
    # The header is a word to msgattrib, too.
    left=$(msgattrib --untranslated --no-obsolete "$tap_scratch/$language.po"
      msgattrib --only-fuzzy --no-obsolete "$tap_scratch/$language.po")
    left=$(printf '%s\n' "$left" | grep -E '^(msgid )?"[^"]' | tail -n 10)
    [ -z "$left" ] || fail "$language:" "$left" || return 1
  done
}

# What the library and the listening process say is English: it goes to the log,
# and the app has sentences of its own. Prints the lines that show it.
of_the_library () {
  grep -nE '\<(error|why|event|lost)(->|\.)(text|detail)\>|\<enh_(strerror|supervisor_(event_text|(state|reason)_name))\>' \
    "$@" | grep -vE 'g_(message|warning|debug) \('
}

no_sentence_of_the_library_is_shown () {
  printf '  show (self, event->text);\n' > "$tap_scratch/caught.c"
  of_the_library "$tap_scratch/caught.c" > /dev/null \
    || fail "the search finds nothing" || return 1
  ! of_the_library $(find gui -name '*.c')
}

tap_case_with glib-compile-schemas schema_is_strictly_valid schemas
tap_case_with desktop-file-validate desktop_file_is_valid \
  desktop-file-validate "$data/$id.desktop"
tap_case_with appstreamcli metainfo_is_valid metainfo
tap_case mime_type_is_one_everywhere mime_type_is_the_desktop_files
tap_case_with msgfmt translations_are_well_formed translations_are_well_formed
tap_case_with xgettext nothing_is_untranslated nothing_is_untranslated
tap_case no_sentence_of_the_library_is_shown no_sentence_of_the_library_is_shown
tap_done
