// The parts of a collecting script, in POSIX shell: each function runs on whatever host the records lie on, without a package to install.

/** What the script does and how it is called, for whoever opens it before running it. */
export const opening = (system: string) => `#!/bin/sh
# Collects evidence from ${system}. Read it before you run it. It only reads its sources, writes into one new folder below the
# current one, sends nothing anywhere, and notes every command with the hash of what it gave in acquisition.csv.
#   sh collect.${system}.sh "your name" "your role" yes|no ["second person"] ["true time"]
# yes: you have administrator rights here. true time: what a radio clock or telephone shows as you press Enter, such as
# "2026-11-28 12:05:30 +0900"; give it where this host has no time service, so that its offset is on record.
set -u
LC_ALL=C
export LC_ALL
umask 077`;

/** Runs from a file only, and with the words that the opening names. */
export const requireCall = (system: string) => `case "\${0##*/}" in
  collect.*.sh) ;;
  *) echo "save this script as a file and read it first; it does not run from a pipe" >&2; exit 2 ;;
esac
if [ "$#" -lt 3 ] || [ "$#" -gt 5 ]; then
  echo "usage: sh collect.${system}.sh NAME ROLE yes|no [SECOND_PERSON] [TRUE_TIME]" >&2
  exit 2
fi
case "$3" in
  yes | no) ;;
  *) echo "the third word says whether you have administrator rights here: yes or no" >&2; exit 2 ;;
esac`;

/** Who collects, and how far the clock is ahead of a true time that they read off elsewhere. */
export const collectorAndClock = `collector=$1
role=$2
admin=$3
second=\${4-}
began=$(date +%s)
offset=unknown
offset_by=
if [ -n "\${5-}" ]; then
  if ! true_time=$(date -d "$5" +%s 2>/dev/null); then
    echo "the true time is not understood, expected one like \\"2026-11-28 12:05:30 +0900\\"" >&2
    exit 2
  fi
  offset=$((began - true_time))
  offset_by='compared by hand'
fi`;

/** One new folder with the record of acquisition in it, and what hashes a file and writes a field. */
export const openRecord = (system: string) => `host=$(hostname 2>/dev/null || echo unknown)
started=$(date -u +%Y%m%dT%H%M%SZ)
to="collected-${system}-$started"
if ! mkdir "$to"; then
  echo "cannot make $to here: nothing was collected" >&2
  exit 1
fi
record="$to/acquisition.csv"
hash_stdin() { if command -v sha256sum > /dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1; }
hash() { hash_stdin < "$1"; }
field() { printf '"%s"' "$(printf '%s' "$1" | tr -d '\\r\\n' | sed 's/"/""/g')"; }
fields() {
  for value in "$@"; do
    field "$value"
    printf ','
  done
}
look() { stat -c '%x|%y|%z|%s|%n' -- "$1" 2>/dev/null || stat -f '%Sa|%Sm|%Sc|%z|%N' -t '%Y-%m-%d %H:%M:%S %z' "$1"; }
echo 'step,collector,role,admin,second_person,host,system,source,command,tool,start,end,clock,offset_seconds,offset_by,zone,mtime,ctime,bytes,sha256_before,sha256_after,stored,inside,result' > "$record"`;

/** Where nobody gave a true time: what a time service says, and which one said it. */
export const clockOffset = `# How far this clock is ahead: what a time service in step with others says. A service that is not in step knows nothing.
if [ "$offset" = unknown ]; then
  offset=$(chronyc -n tracking 2>/dev/null | awk '/^System time/ { s = $4; if ($6 == "slow") s = -s } /^Leap status/ && !/Not synchronised/ { known = 1 } END { if (known) print s }' || true)
  offset_by=chronyc
  if [ -z "$offset" ]; then
    offset=$(timedatectl timesync-status 2>/dev/null | awk '$1 == "Offset:" { s = $2; unit = 1; if (s ~ /us$/) unit = 0.000001; else if (s ~ /ms$/) unit = 0.001; else if (s ~ /min$/) unit = 60; sub(/[a-z]+$/, "", s); printf "%.6f", -s * unit }' || true)
    offset_by=timesyncd
  fi
  if [ -z "$offset" ]; then
    offset=$(ntpq -c 'rv 0 leap,offset' 2>/dev/null | awk -F '[=,]' '/offset=/ && !/leap=11/ { for (i = 1; i < NF; i++) if ($i ~ /offset$/) printf "%.6f", -$(i + 1) / 1000 }' || true)
    offset_by=ntpq
  fi
  if [ -z "$offset" ]; then
    offset=unknown
    offset_by=
  fi
fi
zone=$(date +%z)
tool_of() { "$1" --version 2>/dev/null < /dev/null | head -n 1; }
# A host that can keep access lists and attributes in an archive does.
flags=
if tar --help 2>/dev/null | grep -q -- '--acls'; then flags='--acls --xattrs'; fi`;

/** A row of the record for each step, whatever came of it. */
export const noteStep = (system: string) => `# note STEP SOURCE COMMAND TOOL START STORED RESULT [BEFORE]
note() {
  size=0
  after=
  if [ -n "$6" ] && [ -f "$to/$6" ]; then
    size=$(wc -c < "$to/$6" | tr -d ' ')
    after=$(hash "$to/$6")
  fi
  result=$7
  if [ "$result" = 'done' ] && [ "$size" -eq 0 ]; then result='done, and it gave nothing'; fi
  end=$(date -u +%FT%TZ)
  {
    fields "$1" "$collector" "$role" "$admin" "$second" "$host" '${system}' "$2" "$3" "$4" "$5" "$end" "$end" "$offset" "$offset_by" "$zone" '' '' "$size" "\${8-}" "$after" "$6" ''
    field "$result"
    printf '\\n'
  } >> "$record"
  echo "$1: $result"
}

# ended STEP SOURCE COMMAND TOOL START STATUS
ended() {
  if [ "$6" -eq 0 ]; then
    note "$1" "$2" "$3" "$4" "$5" "$1.txt" 'done'
  else
    note "$1" "$2" "$3" "$4" "$5" "$1.txt" "ended with status $6; what it said is in $1.err"
  fi
}`;

/** Of the paths a function was given, those that are here; `asked` keeps them all. Within a function, for `set --` is its own. */
const onlyThoseHere = `  asked="$*"
  left=$#
  while [ "$left" -gt 0 ]; do
    if [ -e "$1" ]; then set -- "$@" "$1"; fi
    shift
    left=$((left - 1))
  done`;

/** Keeps what a program prints. */
export const keepOutput = `# keep STEP PROGRAM COMMAND: the output of a command that only reads.
keep() {
  start=$(date -u +%FT%TZ)
  if ! command -v "$2" > /dev/null 2>&1; then
    note "$1" "$host" "$3" "$2" "$start" '' 'skipped: the program is not here'
    return
  fi
  sh -c "$3" > "$to/$1.txt" 2> "$to/$1.err" < /dev/null
  ended "$1" "$host" "$3" "$(tool_of "$2")" "$start" "$?"
}

# shown STEP PROGRAM PATH...: what a program that reads files prints about those that are here.
shown() {
  step=$1
  program=$2
  shift 2
  start=$(date -u +%FT%TZ)
${onlyThoseHere}
  if [ "$#" -eq 0 ]; then
    note "$step" "$asked" "$program" '' "$start" '' 'skipped: none of these files is here'
    return
  fi
  "$program" "$@" > "$to/$step.txt" 2> "$to/$step.err" < /dev/null
  ended "$step" "$*" "$program $*" "$(tool_of "$program")" "$start" "$?"
}`;

/** Copies files as they are, hashed before and as they lie in the copy. */
export const copyFiles = (
  system: string,
) => `# hashes_inside ARCHIVE: hash and name of every file as it lies in the archive.
hashes_inside() {
  if tar --version 2>/dev/null | grep -q GNU; then
    # shellcheck disable=SC2016 # tar hands the name over in a variable of its own
    tar -xf "$1" --to-command='h=$(sha256sum | cut -d " " -f 1); printf "%s  %s\\n" "$h" "$TAR_FILENAME"'
  else
    tar -tf "$1" | while IFS= read -r inside; do
      case "$inside" in
        */) ;;
        *) printf '%s  %s\\n' "$(tar -xOf "$1" "$inside" | hash_stdin)" "$inside" ;;
      esac
    done
  fi
}

# files STEP PATH...: each file is looked at and hashed, copied as it is into a tar, and hashed as it lies there.
files() {
  step=$1
  shift
  start=$(date -u +%FT%TZ)
${onlyThoseHere}
  if [ "$#" -eq 0 ]; then
    note "$step" "$asked" 'tar' '' "$start" '' 'skipped: none of these paths is here'
    return
  fi
  find "$@" -type f > "$to/$step.list" 2> "$to/$step.err"
  : > "$to/$step.stat"
  : > "$to/$step.sha256.before"
  while IFS= read -r file; do look "$file" >> "$to/$step.stat" 2>> "$to/$step.err"; done < "$to/$step.list"
  while IFS= read -r file; do printf '%s  %s\\n' "$(hash "$file")" "$file" >> "$to/$step.sha256.before"; done < "$to/$step.list"
  # shellcheck disable=SC2086 # the flags are this script's own words
  tar $flags -cpf "$to/$step.tar" "$@" 2>> "$to/$step.err"
  status=$?
  hashes_inside "$to/$step.tar" > "$to/$step.sha256.after" 2>> "$to/$step.err"
  end=$(date -u +%FT%TZ)
  tool=$(tool_of tar)
  head=$(fields "$step" "$collector" "$role" "$admin" "$second" "$host" '${system}')
  middle=$(fields "tar $flags -cpf" "$tool" "$start" "$end" "$end" "$offset" "$offset_by" "$zone")
  # One row a file: its times and size before, its hash before, the hash of the copy.
  HEAD=$head MIDDLE=$middle INSIDE=$step.tar awk '
    function quote(text) { gsub(/"/, "\\"\\"", text); return "\\"" text "\\"" }
    function plain(name) { sub(/^\\/+/, "", name); return name }
    FILENAME == ARGV[1] { split($0, part, "|"); name = $0; sub(/^[^|]*\\|[^|]*\\|[^|]*\\|[^|]*\\|/, "", name); mtime[name] = part[2]; ctime[name] = part[3]; size[name] = part[4]; next }
    FILENAME == ARGV[2] { copied[plain(substr($0, 67))] = substr($0, 1, 64); next }
    {
      before = substr($0, 1, 64); name = substr($0, 67); after = copied[plain(name)]
      result = after == before ? "done" : after == "" ? "not in the archive" : "done; it grew or changed while it was copied: the copy is what sha256_after says"
      print ENVIRON["HEAD"] quote(name) "," ENVIRON["MIDDLE"] quote(mtime[name]) "," quote(ctime[name]) "," quote(size[name]) "," quote(before) "," quote(after) ",\\"\\"," quote(ENVIRON["INSIDE"]) "," quote(result)
    }' "$to/$step.stat" "$to/$step.sha256.after" "$to/$step.sha256.before" >> "$record"
  result='done'
  if [ "$status" -ne 0 ]; then result="tar ended with status $status; what it said is in $step.err"; fi
  note "$step" "$*" "tar $flags -cpf" "$tool" "$start" "$step.tar" "$result" "$(hash "$to/$step.sha256.before")"
}`;

/** Copies files whose names a program prints. */
export const copyNamed = `# named_by STEP PROGRAM COMMAND: files whose paths a command that only reads prints, one a line.
named_by() {
  start=$(date -u +%FT%TZ)
  if ! command -v "$2" > /dev/null 2>&1; then
    note "$1" "$host" "$3" "$2" "$start" '' 'skipped: the program is not here'
    return
  fi
  sh -c "$3" > "$to/$1-paths.txt" 2> "$to/$1-paths.err" < /dev/null
  ended "$1-paths" "$host" "$3" "$(tool_of "$2")" "$start" "$?"
  step=$1
  set --
  while IFS= read -r named; do
    case "$named" in
      /*) set -- "$@" "$named" ;;
    esac
  done < "$to/$step-paths.txt"
  files "$step" "$@"
}`;

/** Ends with one hash to write down elsewhere, so that the folder cannot be changed unseen. */
export const sealRecord = `# Last: one hash over the record itself. Write it down or send it to a second person.
(cd "$to" && for file in *; do printf '%s  %s\\n' "$(hash "$file")" "$file"; done) > "$to.sums"
mv "$to.sums" "$to/SHA256SUMS"
echo "collected into $to"
echo "clock: offset $offset seconds\${offset_by:+ ($offset_by)}"
echo "write this down, with the time, somewhere else: $(hash "$to/SHA256SUMS")"`;
