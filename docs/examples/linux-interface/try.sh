#!/bin/bash
# Tries all of this on veth pairs in network namespaces that are made for it, as root: the transport by itself (check.js),
# then a station and a bridge in two processes, which must print what the README shows. Nothing is left behind.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "failed: $*" >&2
  exit 1
}

[[ $(uname -s) == Linux ]] || fail 'this is for Linux'
((EUID == 0)) || fail 'network namespaces need root'
command -v ip >/dev/null || fail 'the command ip is missing (Debian: apt-get install iproute2)'

npm ci --silent
# In the package all is built.
if [[ -d ../../../src ]]; then (cd ../../.. && npm run --silent build:programs -- --silent); fi

one=evb-$$-one
two=evb-$$-two
scratch=$(mktemp -d)
bridge=

clean_up() {
  if [[ -n $bridge ]] && kill "$bridge" 2>/dev/null; then wait "$bridge" || true; fi
  for namespace in "$one" "$two"; do ip netns delete "$namespace" 2>/dev/null || true; done
  rm -rf "$scratch"
}
trap clean_up EXIT

ip netns add "$one"
ip netns add "$two"

# A pair of interfaces, one end in each of two namespaces.
pair() {
  ip link add left netns "$1" type veth peer name right netns "$2"
  ip -n "$1" link set left up
  ip -n "$2" link set right up
}

# The n-th block of the README that shows what is printed.
shown() {
  awk -v wanted="$1" '/^```/ { inside = /^```text/ ? ++count : 0; next } inside == wanted' README.md
}

echo '== the transport'
pair "$one" "$one"
timeout 60 ip netns exec "$one" node --test-reporter=spec check.js left right

echo '== a station and a bridge'
pair "$one" "$two"
ip netns exec "$two" node evb.js bridge right >"$scratch/bridge" &
bridge=$!
timeout 60 ip netns exec "$one" node evb.js station left 5 >"$scratch/station"
kill "$bridge"
wait "$bridge" || fail "the bridge ended with status $?"
bridge=
shown 1 | diff - "$scratch/bridge" || fail 'the bridge printed something else'
shown 2 | diff - "$scratch/station" || fail 'the station printed something else'
cat "$scratch/bridge" "$scratch/station"
echo 'all is as the README shows'
