# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The constants that libenhance/src ships, for scripts that look at them or
# change them. Source it.
#
#   constants ROOT    FILE NAME VALUE of each number, with tabs between, FILE
#                     without libenhance/src/: every `static const` number, and
#                     every number that a `#define`, or an `enum` with one
#                     name, names
#   const_arrays ROOT FILE NAME of each `static const` table of numbers
#
#   constants_become_variables ROOT
#                     in the tree at ROOT, a copy: every `static const` number of
#                     a .c file becomes a variable, which programs read from
#                     ENH_CONSTANT=FILE:NAME=VALUE in the environment. One build
#                     then does for any value of any of them

constants () {
  (
    cd "$1/libenhance/src" || exit 1
    for file in $(find . -name '*.[ch]' | sed 's/^\.\///' | LC_ALL=C sort); do
      sed -nE \
        -e 's/^static const (float|double|int|uint32_t) ([a-z_0-9]+) = ([-+0-9.e]+)f?;.*/\2\t\3/p' \
        -e 's/^#define ([A-Z_0-9]+) ([-+]?[0-9][0-9.e+-]*)[uf]?( .*)?$/\1\t\2/p' \
        -e 's/^enum \{ ([A-Z_0-9]+) = ([0-9]+) \};.*/\1\t\2/p' \
        "$file" | sed "s|^|$file\t|"
    done
  )
}

const_arrays () {
  (
    cd "$1/libenhance/src" || exit 1
    grep -rEo '^static const (float|double) [a-z_0-9]+\[' . \
      | sed -E 's/^\.\/(.*):static const [a-z]+ ([a-z_0-9]+)\[/\1\t\2/'
  )
}

constants_become_variables () {
  local file path name length
  for file in $(constants "$1" | cut -f 1 | grep '\.c$' | sort -u); do
    path=$1/libenhance/src/$file
    {
      printf '#include <stdlib.h>\n#include <string.h>\n'
      printf '__attribute__ ((constructor)) static void\nset_constant (void)\n'
      printf '{\n  const char *set = getenv ("ENH_CONSTANT");\n'
      for name in $(constants "$1" | awk -F '\t' -v file="$file" \
        '$1 == file && $2 ~ /[a-z]/ { print $2 }'); do
        length=$((${#file} + ${#name} + 2))
        printf '  if (set && !strncmp (set, "%s:%s=", %d))\n    %s = atof (set + %d);\n' \
          "$file" "$name" "$length" "$name" "$length"
      done
      printf '}\n'
    } > "$path.added"
    sed -E -i 's/^static const ((float|double|int|uint32_t) [a-z_0-9]+ = [-+0-9.e]+f?;)/static \1/' "$path"
    cat "$path.added" >> "$path"
    rm "$path.added"
  done
}
