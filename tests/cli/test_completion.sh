#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Shells complete what the program has: every option of every command, every
# parameter.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

folder=$top_srcdir/cli/completion
mkdir "$tap_scratch/bin"
ln -s "$top_builddir/cli/enhance" "$tap_scratch/bin/enhance"
# For fish and zsh: their own files go there, not home.
export HOME=$tap_scratch XDG_CONFIG_HOME=$tap_scratch XDG_DATA_HOME=$tap_scratch
export PATH=$tap_scratch/bin:$PATH LC_ALL=C.UTF-8

options_of () {
  enhance "$1" --help | grep -oE '^ +(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+'
}

parameters () {
  enhance params | awk 'NR > 1 { print $1 }'
}

# offers SHELL WORD...: what the shell offers for the last word, one a line
offers () {
  local shell=$1
  shift
  "offers_of_$shell" "$@"
}

offers_of_bash () {
  bash --norc -c '
    . "$0"
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _enhance enhance "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf "%s\n" "${COMPREPLY[@]}"' "$folder/enhance" "$@" 2> /dev/null
}

offers_of_fish () {
  fish --no-config -c "source $folder/enhance.fish; complete -C \"\$argv\"" \
    -- "$*" 2> /dev/null | cut -f 1
}

# It shows its list on a terminal alone.
offers_of_zsh () {
  cat > "$tap_scratch/.zshrc" <<END
fpath=($folder \$fpath)
autoload -Uz compinit && compinit -u
LISTMAX=0
zstyle ':completion:*' list-colors 'no=<W>' 'lc=' 'rc=' 'ec=</W>'
comppostfuncs=(tell)
tell () { compstate[list]=; compstate[insert]=; print DONE >> $tap_scratch/offers; }
compadd () {
  local -a all
  builtin compadd -O all "\$@"
  print -rl -- "\${(@)all/#/OFFER:}" >> $tap_scratch/offers
  builtin compadd "\$@"
}
END
  : > "$tap_scratch/offers"
  ZDOTDIR=$tap_scratch timeout 60 zsh -fc "
    zmodload zsh/zpty
    zpty z ZDOTDIR=$tap_scratch zsh -i
    zpty -w z 'PS1=; stty -echo 2> /dev/null; print READY'
    zpty -r z line '*READY*'
    zpty -w -n z \$'$*\t'
    for turn in {1..500}; do
      grep -q DONE $tap_scratch/offers && break; sleep 0.1
    done
    zpty -d z" > /dev/null 2>&1
  sed -n 's/^OFFER://p' "$tap_scratch/offers"
}

has_all () { # WANTED...: of the offers in standard input
  local offered wanted missing=
  offered=$(cat)
  for wanted; do
    grep -qE -- "^$wanted=?\$" <<< "$offered" || missing="$missing $wanted"
  done
  [ -z "$missing" ] || fail "not offered:$missing; offered:" $offered
}

completes () { # SHELL
  local command
  offers "$1" enhance '' | has_all file live devices params || return 1
  for command in file live devices params; do
    offers "$1" enhance "$command" -- | has_all $(options_of "$command") || return 1
  done
  offers "$1" enhance file --set '' | has_all $(parameters) || return 1
  offers "$1" enhance live --delay '' | has_all default low lowest || return 1
  offers "$1" enhance live -a '' | has_all N1 N7 S3
}

[ -x "$top_builddir/cli/enhance" ] || tap_skip_all "the program was not built"
tap_case bash_completes_what_there_is completes bash
tap_case_with fish fish_completes_what_there_is completes fish
tap_case_with zsh zsh_completes_what_there_is completes zsh
tap_done
