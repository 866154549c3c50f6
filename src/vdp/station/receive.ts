// A ULPDU of the bridge at a station, clause 41.2: which of its TLVs count, and for which VSIs.

import { NO_SLOT } from '../../core/slot-list.js';
import { admitAssociation } from '../admit.js';
import { nextVdpTlv, type VdpUlpduCursor, wrapVdpUlpdu } from '../wire/cursor.js';
import { ASSOCIATION_MIN_LENGTH, isAssociation, ORGANIZATION_MIN_LENGTH, VDP_ORGANIZATION } from '../wire/layout.js';
import { type ReceivedOrganization, receivedOrganization } from '../wire/organization.js';
import type { StationShell, StationVsi } from './state.js';
import { onResponse } from './step.js';

/** Offset of a TLV that there is not. */
const NO_OFFSET = -1;

/** Takes the ULPDU `bytes[at..end]`. */
export function receive(shell: StationShell, bytes: Uint8Array, at: number, end: number): undefined {
  const { evb, counters, outputs } = shell.state;
  const { cursor } = shell.scratch;
  if (evb !== 'ready' && evb !== 'lost') {
    counters.rxEvbNotReady++;
    return undefined;
  }
  if (wrapVdpUlpdu(cursor, bytes, at, end) !== undefined) {
    counters.rxUlpduDiscarded++;
    return undefined;
  }
  let organizations: ReceivedOrganization[] | undefined;
  let vsiAt = NO_OFFSET;
  while (nextVdpTlv(cursor)) {
    if (isAssociation(cursor.type)) {
      vsiAt = cursor.length < ASSOCIATION_MIN_LENGTH ? NO_OFFSET : cursor.at;
      receiveAssociation(shell, cursor, vsiAt);
    } else if (cursor.type === VDP_ORGANIZATION && cursor.length >= ORGANIZATION_MIN_LENGTH) {
      organizations ??= [];
      organizations.push(receivedOrganization(cursor, vsiAt));
    } else {
      counters.rxTlvIgnored++;
    }
  }
  if (organizations !== undefined) outputs.push({ kind: 'organization', tlvs: organizations });
}

function receiveAssociation(shell: StationShell, cursor: VdpUlpduCursor, vsiAt: number): void {
  const { groupIdAgreed, counters } = shell.state;
  const { admit } = shell.scratch;
  const vsi = vsiAt === NO_OFFSET ? undefined : vsiUnder(shell, cursor);
  admit.groupIdAgreed = groupIdAgreed;
  admit.vsiKnown = vsi !== undefined;
  const admission = admitAssociation(cursor, admit);
  if (admission.verdict === 'ignore' && admission.rule === 'vdpVsiUnknown') counters.rxUnknownVsi++;
  else if (vsi === undefined || admission.verdict === 'ignore') counters.rxTlvIgnored++;
  else onResponse(shell, vsi, cursor, admission.verdict === 'accept');
}

function vsiUnder({ state: { table } }: StationShell, { vsiidFormat, vsiid }: VdpUlpduCursor): StationVsi | undefined {
  const { w0, w1, w2, w3 } = vsiid;
  const slot = table.index.find(vsiidFormat, w0, w1, w2, w3);
  return slot === NO_SLOT ? undefined : table.vsis[slot];
}
