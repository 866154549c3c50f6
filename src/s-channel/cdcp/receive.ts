// What CDCP makes of its neighbours: which one counts, and what that one says.

import { samePairs } from '../pair-list.js';
import { CDCP_MAX_PAIRS } from '../wire/cdcp-tlv.js';
import type { CdcpPeer } from './io.js';
import { sanitizePairs } from './sanitize.js';
import type { CdcpNegotiationShell, CdcpNegotiationState } from './state.js';
import { step } from './step.js';

const clamped = (chnCap: number): number => Math.min(Math.max(chnCap, 1), CDCP_MAX_PAIRS);

/** Finds the peer that counts among the neighbours, and runs the machine. A port that is down has no neighbours. */
export function receivePeers(shell: CdcpNegotiationShell): void {
  const { state } = shell;
  const known = state.data.portEnabled ? state.peers.filter(({ cdcp }) => cdcp !== undefined) : [];
  const peer = known.length === 1 ? known[0] : undefined;
  const multiple = known.length > 1;
  if (multiple !== state.multiplePeers) state.outputs.push({ kind: 'multiplePeers', on: multiple });
  state.multiplePeers = multiple;
  if (state.peer !== undefined && peer !== undefined && state.peer.id !== peer.id) {
    hear(state, undefined);
    step(shell, 'otherPeer');
  }
  hear(state, peer);
  step(shell);
}

/** Takes over what the peer says. */
function hear(state: CdcpNegotiationState, peer: CdcpPeer | undefined): void {
  const { data, outputs } = state;
  const { role = 'none', sComp = false, chnCap = 0, pairs = [] } = peer?.cdcp ?? {};
  const isNew = !samePairs(pairs, state.peer?.cdcp?.pairs ?? []);
  const isFirst = peer !== undefined && state.peer === undefined;
  state.peer = peer;
  data.remoteRole = role;
  data.remoteSComp = sComp;
  data.remoteChnCap = clamped(chnCap);
  if (!isNew && !isFirst) return;
  const { pairs: list, warnings } = sanitizePairs(pairs);
  data.remoteSVIDList = peer === undefined ? [] : list;
  if (peer === undefined) return;
  for (const warning of warnings) outputs.push({ kind: 'warning', warning });
}
