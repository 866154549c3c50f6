import { u8 } from '../../core/octets.js';
import { NO_SLOT } from '../../core/slot-list.js';
import { TLV_HEADER } from '../../core/tlv.js';
import { admitAssociation } from '../admit.js';
import { nextVdpTlv, type VdpUlpduCursor, wrapVdpUlpdu } from '../wire/cursor.js';
import { ASSOCIATION_MIN_LENGTH, isAssociation, ORGANIZATION_MIN_LENGTH, VDP_ORGANIZATION } from '../wire/layout.js';
import { type ReceivedOrganization, receivedOrganization } from '../wire/organization.js';
import { errorType, isResponse, STATUS_HARD, STATUS_KEEP } from '../wire/status.js';
import { matches } from './command.js';
import { DEASSOC } from './data.js';
import type { StationState } from './state.js';
import { stepStation } from './step.js';
import type { StationVsi } from './vsi.js';

/** Offset of a TLV that there is not. */
const NOWHERE = -1;

/** Takes the ULPDU `bytes[at..end]`. */
export function receiveUlpdu(core: StationState, bytes: Uint8Array, at: number, end: number): void {
  const { cursor, counters } = core;
  if (core.evb !== 'ready' && core.evb !== 'lost') {
    counters.rxEvbNotReady++;
    return;
  }
  if (wrapVdpUlpdu(cursor, bytes, at, end) !== undefined) {
    counters.rxUlpduDiscarded++;
    return;
  }
  let organization: ReceivedOrganization[] | undefined;
  let vsiAt = NOWHERE;
  while (nextVdpTlv(cursor)) {
    if (isAssociation(cursor.type)) {
      vsiAt = cursor.length < ASSOCIATION_MIN_LENGTH ? NOWHERE : cursor.at;
      receiveAssociation(core, cursor, vsiAt);
    } else if (cursor.type === VDP_ORGANIZATION && cursor.length >= ORGANIZATION_MIN_LENGTH) {
      organization ??= [];
      organization.push(receivedOrganization(cursor, vsiAt));
    } else {
      counters.rxTlvIgnored++;
    }
  }
  if (organization !== undefined) core.outputs.push({ kind: 'organization', tlvs: organization });
}

function receiveAssociation(core: StationState, cursor: VdpUlpduCursor, vsiAt: number): void {
  const { admit, counters } = core;
  const vsi = vsiAt === NOWHERE ? undefined : vsiUnder(core, cursor);
  admit.groupIdAgreed = core.groupIdAgreed;
  admit.vsiKnown = vsi !== undefined;
  const admission = admitAssociation(cursor, admit);
  if (admission.verdict === 'ignore' && admission.rule === 'vdpVsiUnknown') counters.rxUnknownVsi++;
  else if (vsi === undefined || admission.verdict === 'ignore') counters.rxTlvIgnored++;
  else respond(core, vsi, cursor, admission.verdict === 'accept');
}

function vsiUnder({ table }: StationState, cursor: VdpUlpduCursor): StationVsi | undefined {
  const { w0, w1, w2, w3 } = cursor.vsiid;
  const slot = table.index.find(cursor.vsiidFormat, w0, w1, w2, w3);
  return slot === NO_SLOT ? undefined : table.vsis[slot];
}

/** Runs the machine of a VSI on the TLV under the cursor. `good`: its entries are none that nobody may use. */
function respond(core: StationState, vsi: StationVsi, { bytes, at, type }: VdpUlpduCursor, good: boolean): void {
  const { machine } = core;
  const status = u8(bytes, at + TLV_HEADER);
  machine.rxResp = type;
  // A De-Associate that answers nothing has other meanings for these bits.
  if (isResponse(status)) {
    machine.rxError = errorType(status);
    machine.rxKeep = (status & STATUS_KEEP) !== 0;
    machine.rxHard = (status & STATUS_HARD) !== 0;
  }
  if (good && type !== DEASSOC) {
    const { acceptNullVid } = core.options;
    const awaited = vsi.state === 'TRANSMIT_KEEPALIVE' ? vsi.operCmd : vsi.sysCmd;
    machine.rxMatches = awaited !== undefined && matches(awaited, bytes, at, acceptNullVid);
    machine.rxMatchesPrev = vsi.prevCmd !== undefined && matches(vsi.prevCmd, bytes, at, acceptNullVid);
  }
  stepStation(core, vsi);
}
