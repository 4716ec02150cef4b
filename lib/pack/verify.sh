#!/bin/sh
# Checks an evidence pack with sha256sum and openssl alone.
#   sh data/verify.sh                 the manifest, every file, every seal, every statement
#   sh data/verify.sh FINGERPRINT     and that the keys hang on this fingerprint, given to you in person
# Ends with 0 when everything holds, 1 when something does not, 2 when a tool is missing. VERIFY.md says what each step means.
set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.." || exit 2
for tool in openssl find sed sort uniq grep tail cmp tr mktemp; do
  command -v "$tool" >/dev/null 2>&1 || { echo "This check needs $tool."; exit 2; }
done
if command -v sha256sum >/dev/null 2>&1; then sums() { sha256sum "$@"; }
elif command -v shasum >/dev/null 2>&1; then sums() { shasum -a 256 "$@"; }
else echo "This check needs sha256sum or shasum."; exit 2; fi
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
bad=0
# Names and texts of a pack may hold what `echo` would take for a new line.
say() { printf '%s\n' "$1"; }
problem() { say "FAILED    $1"; bad=$((bad + 1)); }
hash_of() { sums < "$1" | sed 's/ .*//'; }
# The raw P-256 point is the last 65 bytes of the key in DER.
fingerprint_of() { openssl pkey -pubin -in "$1" -outform DER 2>/dev/null | tail -c 65 | sums | sed 's/ .*//'; }
holds() { openssl dgst -sha256 -verify "$1" -signature "$2" "$3" >/dev/null 2>&1; }

echo "1. Who made it: the manifest is signed"
access=data/access
if [ ! -f manifest.sig.der ]; then
  problem "manifest.sig.der is not here: nobody vouches for the manifest"
elif ! holds "$access/signer.pub.pem" manifest.sig.der manifest-sha256.txt; then
  other=
  for key in "$access"/keys/*.pem; do
    if [ -f "$key" ] && holds "$key" manifest.sig.der manifest-sha256.txt; then other=$(basename "$key" .pem); fi
  done
  if [ -n "$other" ]; then problem "the manifest was signed by the device $other, not by the one that signed the list of members: somebody else packed this anew"
  else problem "the signature of the manifest does not hold: the manifest was changed, or somebody else repacked it"; fi
fi

echo "2. Every file is as the manifest says, and none is missing or added"
for list in manifest-sha256.txt tagmanifest-sha256.txt; do
  if [ ! -f "$list" ]; then
    problem "$list is not here"
  # sha256sum passes over lines that are no sums.
  elif grep -qvE '^[0-9a-f]{64}  .' "$list"; then
    problem "$list holds a line that is no sum"
  # BagIt has these stand for other signs; sha256sum does not.
  elif grep -qiE '%(25|0a|0d)' "$list"; then
    problem "$list names a file in two ways"
  elif ! sums -c "$list" > "$work/check" 2>&1; then
    grep -v ': OK$' "$work/check" | sed 's/^/          /'
    problem "$list: some file is missing or differs"
  fi
done
# The paths of a list against those that are here; each stands in it once.
complete() {
  : > "$work/listed"
  [ -f "$1" ] && sed 's/^[0-9a-f]*  //' "$1" | sort > "$work/listed"
  [ -z "$(uniq -d "$work/listed")" ] || problem "$1 names a file twice"
  if ! cmp -s "$work/listed" "$work/here"; then
    while IFS= read -r path; do grep -qxF -- "$path" "$work/listed" || problem "$path is here and not in the manifest"; done < "$work/here"
    while IFS= read -r path; do grep -qxF -- "$path" "$work/here" || problem "$path is in the manifest and not here"; done < "$work/listed"
  fi
}
find data -type f -o -type l | sort > "$work/here"
complete manifest-sha256.txt
find . -path ./data -prune -o \( -type f -o -type l \) -print | sed 's|^\./||' | grep -vxF tagmanifest-sha256.txt | sort > "$work/here"
complete tagmanifest-sha256.txt
# Nobody signs what lies beside the payload: only what every bag has may lie there.
while IFS= read -r path; do
  case "$path" in bagit.txt|bag-info.txt|manifest-sha256.txt|manifest.sig.der) ;; *) ! grep -qxF -- "$path" "$work/listed" || problem "$path is no part of a pack" ;; esac
done < "$work/here"
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' | cmp -s - bagit.txt || problem "bagit.txt is not the declaration of a bag"

# Canonical JSON has no white space between its words, and of the escapes only these.
unescaped() { sed 's/\\["\\bfnrt]//g; s/\\u00[01][0-9a-f]//g' "$1"; }
compact() { ! unescaped "$1" | sed 's/"[^"\\]*"//g' | grep -q '[[:space:]\\]' && printf %s "$(cat "$1")" | cmp -s - "$1"; }
# Each text in a JSON file with its place: //"files"//"sha256"="…".
flat() {
  at= key= last=
  unescaped "$1" | grep -oE '"[^"]*"|[][{}:,]|[^]["{}:,]+' | while IFS= read -r token; do
    case "$token" in
      '{'|'[') at="$at/$key" key= last= ;;
      ':') key=$last last= ;;
      ','|'}'|']')
        [ -n "$last" ] && printf '%s\n' "$at/$key=$last"
        last=
        [ "$token" = , ] || { key=${at##*/} at=${at%/*}; } ;;
      *) last=$token ;;
    esac
  done
}
at_place() { grep -F "$2=" "$1" | sed -n "s|^$2=\"\(.*\)\"\$|\1|p"; }

echo "3. The list of members and keys"
confirmed=unconfirmed
known=" "
if holds "$access/signer.pub.pem" "$access/members.sig.der" "$access/members.json"; then
  signer=$(fingerprint_of "$access/signer.pub.pem")
  compact "$access/members.json" || problem "members.json is not one line of canonical JSON"
  grep -qF "\"fingerprint\":\"$signer\",\"role\":" "$access/members.json" || problem "members.json names another signer than the key it is signed with"
  for key in "$access"/keys/*.pem; do
    [ -f "$key" ] || continue
    device=$(basename "$key" .pem)
    if grep -qF "\"deviceId\":\"$device\",\"fingerprint\":\"$(fingerprint_of "$key")\"," "$access/members.json"; then known="$known$device "
    else problem "$key is not a key that members.json names"; fi
  done
  echo "          signed with the key $signer"
  given=$(printf %s "${1:-}" | sed 's/[ :.-]//g' | tr ABCDEF abcdef)
  if [ -z "$given" ]; then
    echo "          Compare this fingerprint with the one you were given in person."
  elif [ "$given" = "$signer" ]; then
    confirmed=confirmed
    echo "          It is the fingerprint you gave."
  else
    problem "the fingerprint you gave is another: $given"
  fi
else
  problem "the signature of members.json does not hold"
fi
vouched() { case "$1" in *[!0-9a-f]*|'') return 1 ;; esac; case "$known" in *" $1 "*) ;; *) return 1 ;; esac; }
# The text after the first $2 in $1, up to the next quote. Canonical JSON keeps free text behind what is looked for here.
between() { rest=${1#*"$2"}; printf %s "${rest%%\"*}"; }
# The workspace stands last in all that is signed for one, so nothing inside can take its place.
text=
[ -f "$access/members.json" ] && { IFS= read -r text < "$access/members.json" || :; }
workspace=${text##*,\"workspaceId\":\"}
workspace=${workspace%\"\}}
of_workspace() { case "$1" in *",\"workspaceId\":\"$workspace\"}") ;; *) return 1 ;; esac; }

echo "4. Every evidence"
sealed=0
plain=0
# Hidden folders, too.
for dir in data/evidence/*/ data/evidence/.[!.]*/ data/evidence/..?*/; do
  [ -d "$dir" ] || continue
  ref=${dir%/}
  ref=${ref##*/}
  before=$bad
  [ -n "$(find "$dir" -type f | sed -n 1p)" ] || { problem "$ref: an empty folder"; continue; }
  if [ -f "${dir}capture.json" ]; then
    IFS= read -r text < "${dir}capture.json" || :
    flat "${dir}capture.json" > "$work/flat"
    device=$(at_place "$work/flat" '//"deviceId"')
    if ! vouched "$device"; then
      problem "$ref: its device is not in the list of members"
      continue
    fi
    key="$access/keys/$device.pem"
    printf %s "$text" | cmp -s - "${dir}capture.json" || problem "$ref: capture.json is not one line"
    { compact "${dir}capture.json" && [ "$(at_place "$work/flat" '//"type"')" = plumbline/capture ]; } || problem "$ref: capture.json is no capture record"
    of_workspace "$text" || problem "$ref: it was sealed for another workspace"
    case "$text" in
      *'"keyFingerprint":'*'"keyFingerprint":'*) problem "$ref: it names more than one key" ;;
      *",\"keyFingerprint\":\"$(fingerprint_of "$key")\","*) ;;
      *) problem "$ref: it names another key than that of its device" ;;
    esac
    cmp -s "$key" "${dir}seal.pub.pem" || problem "$ref: seal.pub.pem is not the key of its device"
    holds "$key" "${dir}seal.der" "${dir}capture.json" || problem "$ref: the seal does not hold"
    at_place "$work/flat" '//"files"//"sha256"' | sed 's/.*/"sha256":"&"/' | sort -u > "$work/named"
    [ -s "$work/named" ] || problem "$ref: its seal names no file"
    find "${dir}original" -type f 2>/dev/null | while IFS= read -r file; do echo "\"sha256\":\"$(hash_of "$file")\""; done | sort -u > "$work/found"
    cmp -s "$work/named" "$work/found" || problem "$ref: its files are not the ones that were sealed"
    for file in "${dir}"derived/*; do
      [ -f "$file" ] || continue
      grep -qF "\"sha256\":\"$(hash_of "$file")\"" "${dir}capture.json" || say "          $ref: $(basename "$file") was made after the capture; the seal says nothing of it"
    done
    [ -f "${dir}timestamp.tsr" ] && say "          $ref: timestamp.tsr is not checked here; VERIFY.md says how"
    if [ "$bad" -eq "$before" ]; then
      sealed=$((sealed + 1))
      say "sealed    $ref"
    fi
  elif [ -f "${dir}evidence.json" ] && ! compact "${dir}evidence.json"; then
    problem "$ref: evidence.json is not one line of canonical JSON"
  elif [ -f "${dir}seal.der" ] || grep -qE '"captureRecord":(\{"(id|mime|sha256|size)"|[^{])' "${dir}evidence.json" 2>/dev/null; then
    problem "$ref: a seal without capture.json"
  else
    # Without a seal the register entry is all that says which files there were.
    find "${dir}original" -type f 2>/dev/null | while IFS= read -r file; do hash_of "$file"; done > "$work/found"
    # A text may hold braces: it stands for nothing here.
    { unescaped "${dir}evidence.json" | grep -oE '"[^"]*"|[{}]' | sed 's/^".*[{}].*"$/""/' | tr -d '\n' | grep -oE '"sha256""[0-9a-f]*"[^{}]*}[^{}]*"part""original"' | sed 's/^"sha256""//; s/".*//'; } > "$work/named" 2>/dev/null
    while IFS= read -r hash; do grep -qxF -- "$hash" "$work/found" || problem "$ref: a file that its entry names is not here, or is another: $hash"; done < "$work/named"
    if [ "$bad" -eq "$before" ]; then
      plain=$((plain + 1))
      say "integrity $ref: unchanged since it was packed; nobody vouches for where it came from"
    fi
  fi
done

echo "5. Every statement, and the content it signs"
count=0
: > "$work/contents"
: > "$work/said"
check_statements() {
  [ -f "$1" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    count=$((count + 1))
    device=$(between "$line" '"deviceId":"')
    # What was signed is the tag, a zero byte and the body as it stands in the line.
    body=${line#\{\"body\":}
    body=${body%%,\"deviceId\":\"$device\",\"log\":*}
    printf 'plumbline/v2/statement\000%s' "$body" > "$work/signed"
    between "$line" ',"signature":"' | openssl base64 -d -A > "$work/signature" 2>/dev/null
    if ! vouched "$device"; then problem "$1: a statement of a device that is not in the list of members"
    elif ! of_workspace "$body"; then problem "$1: a statement for another workspace"
    elif ! holds "$access/keys/$device.pem" "$work/signature" "$work/signed"; then problem "$1: the signature of a statement does not hold"
    else check_content "$1"; fi
  done < "$1"
}
# What stands beside a statement as its content is what the body names by its hash; a void statement vouches for nothing.
check_content() {
  case "$line" in *'}') ;; *) problem "$1: a line goes on behind its end" ;; esac
  # The log is the exporter's word in a known form; what stands behind it is the signature.
  log=${line#*,\"deviceId\":\"$device\",\"log\":}
  log=${log%%,\"signature\":\"*}
  say "$log" | grep -qE '^\{("waits":true|("clock":"[a-z]+",)?("doubtfulSince":"[^"]*",)?("readmitted":\{"at":"[^"]*","by":"[^"]*"\},)?"seq":[0-9]+(,"time":"[^"]*")?)\}$' || problem "$1: what a line says of the log is not understood"
  content_hash=$(between "$body" '"contentHash":"')
  case "$line" in
    *'","signedContent":'*)
      content=${line#*'","signedContent":'}
      printf %s "${content%\}}" > "$work/content"
      if [ "$(hash_of "$work/content")" = "$content_hash" ]; then
        echo "$content_hash" >> "$work/contents"
        note_decision "$1"
        return
      fi
      printf %s "${content%,\"void\":\"*}" > "$work/content"
      [ "$(hash_of "$work/content")" = "$content_hash" ] || problem "$1: the content beside a statement is not what was signed" ;;
    *',"void":"'*) ;;
    *',"void":'*) problem "$1: a line says that it is void in no words" ;;
    *)
      : > "$work/content"
      echo "$content_hash" >> "$work/contents"
      note_decision "$1" ;;
  esac
}
# Keeps what was decided about a Statement of Applicability or a review: kind, id, type, content, own name, what it is based on,
# framework and file. What waits for the shared log decides nothing yet, and what is said again is not said later.
note_decision() {
  [ "$1" = data/records/statements.jsonl ] || return 0
  case "$body" in *',"kind":"soaVersion"},'*|*',"kind":"managementReview"},'*) ;; *) return 0 ;; esac
  case "$line" in *',"log":{"waits":true},"signature":"'*) return 0 ;; esac
  case "$body" in *'","profile":"main",'*) ;; *) return 0 ;; esac
  id=$(between "$body" '"subject":{"id":"')
  kind=$(between "$body" "\"subject\":{\"id\":\"$id\",\"kind\":\"")
  case "$kind" in soaVersion) field=frozen ;; managementReview) field=pack ;; *) return 0 ;; esac
  based=-
  case "$body" in '{"basedOn":"'*) based=$(between "$body" '{"basedOn":"') ;; esac
  framework=-
  file=-
  # Content of another record vouches for nothing here.
  if grep -qF "},\"kind\":\"$kind\",\"profile\":\"main\",\"recordId\":\"$id\"" "$work/content"; then
    file=$(grep -o "\"$field\":{\"sha256\":\"[0-9a-f]*\"}" "$work/content" | sed 's/.*:"//; s/"}$//' | sed -n 1p)
    framework=$(sed 's/.*"framework":"\([^"]*\)","frozen":.*/\1/; t
s/.*/-/' "$work/content" | sed 's/[^A-Za-z0-9_.-]/-/g')
  fi
  name=$(printf %s "$body" | sums | sed 's/ .*//')
  said="$kind $id $(between "$body" '"type":"') $content_hash $name $based ${framework:--} ${file:--}"
  case "$said" in *' '*' '*' '*' '*' '*' '*' '*' '*) return 0 ;; esac
  case "$body" in *'"decision":"rejected"'*) said="$kind $id reject ${said#* * * }" ;; esac
  grep -qF " $name " "$work/said" || say "$said" >> "$work/said"
}
check_statements data/records/statements.jsonl
for file in data/evidence/*/custody.jsonl data/evidence/.[!.]*/custody.jsonl data/evidence/..?*/custody.jsonl; do check_statements "$file"; done
echo "          $count statements"

echo "6. Every frozen copy is the one that was signed"
# The content and the file of the last decision on a record, unless it is a refusal or was taken back.
standing() {
  found=
  while read -r kind id type content_hash name based framework file; do
    [ "$kind $id" = "$1 $2" ] || continue
    case "$type" in
      approve|accept|sign|review|verify) found="$content_hash $file" by=$name ;;
      reject) found= ;;
    esac
  done < "$work/said"
  if [ -n "$found" ] && grep -qE "^$1 [^ ]+ revoke [^ ]+ [^ ]+ $by " "$work/said"; then found=; fi
  printf %s "$found"
}
# The record and the content that the approvals of a framework, each content once in a row, make version $2.
version() {
  at=0
  before=
  while read -r kind id type content_hash name based framework file; do
    [ "$kind $framework" = "soaVersion $1" ] || continue
    case "$type" in approve|accept|sign) ;; *) continue ;; esac
    if [ "$content_hash" != "$before" ]; then
      at=$((at + 1))
      before=$content_hash
      [ "$at" = "$2" ] && printf %s "$id $content_hash"
    fi
  done < "$work/said"
}
# What a copy stands for is in its name: the version of a framework, or the id of a review.
is_signed() {
  named=${1##*/}
  named=${named%.json}
  case "$1" in
    data/records/soa-*/*|data/records/review-inputs/*/*) return 1 ;;
    data/records/soa-*)
      named=${named#soa-}
      wanted=$(version "${named%-v*}" "${named##*-v}")
      [ -n "$wanted" ] && [ "$(standing soaVersion "${wanted% *}")" = "${wanted#* } $(hash_of "$1")" ] ;;
    *)
      signed=$(standing managementReview "${named##*.}")
      [ "${signed#* }" = "$(hash_of "$1")" ] ;;
  esac
}
find data/records -type f \( -path 'data/records/soa-*.json' -o -path 'data/records/review-inputs/*.json' \) ! -path 'data/records/review-inputs/not-signed/*' | sort > "$work/copies"
while IFS= read -r copy; do
  is_signed "$copy" || problem "$copy is not what any statement here signs"
done < "$work/copies"
[ ! -d data/records/signed ] || find data/records/signed -type f -name '*.json' | sort > "$work/copies"
[ -d data/records/signed ] || : > "$work/copies"
while IFS= read -r file; do
  hash=$(hash_of "$file")
  { [ "$(basename "$file" .json)" = "$hash" ] && grep -qxF -- "$hash" "$work/contents"; } || problem "$file is not what any statement here signs"
done < "$work/copies"
for file in data/records/review-inputs/not-signed/*.json; do
  [ -f "$file" ] && say "          $file was signed by nobody"
done

echo
echo "$sealed sealed by $confirmed keys, $plain integrity only, $bad problems"
[ -f manifest-sha256.txt ] && echo "SHA-256 of the manifest: $(hash_of manifest-sha256.txt)"
if [ "$bad" -gt 0 ]; then
  echo "This pack does not hold. Do not rely on it."
  exit 1
fi
if [ "$confirmed" = confirmed ]; then echo "Everything holds."
else echo "Everything holds, sealed by an unconfirmed key: a key taken from the pack proves only itself."; fi
