# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Makes a linker's version script of a list of exported symbols, one a line. A
# symbol that came later than the first version has that version behind it, and
# gets a node of its own. Wants -v node=NAME and -v first=VERSION.

$1 !~ /^#/ && NF {
  version = NF > 1 ? $2 : first
  if (!(version in symbols)) order[++count] = version
  symbols[version] = symbols[version] "    " $1 ";\n"
}

END {
  # The first list is of the first version: others follow as they come.
  for (i = 1; i <= count; ++i)
    if (order[i] == first && i > 1) { order[i] = order[1]; order[1] = first }
  for (i = 1; i <= count; ++i) {
    printf "%s_%s {\n  global:\n%s", node, order[i], symbols[order[i]]
    if (i == 1) printf "  local:\n    *;\n"
    printf "}%s;\n", (i > 1 ? " " node "_" order[i - 1] : "")
  }
}
