// What becomes of one association TLV: the second pass of reception, clause 41. The table is read from the top, the first
// row whose test is true decides; where none is, the TLV is accepted. Rows A11 (repeated entries) and A12 accept at the
// bridge, so they have no test there.

import { entryOctets, FILTER_VID, hasGroupId, hasMac } from './filter-info.js';
import type { VdpAdmitCode, VdpErrorCode } from './rules.js';
import { isResponse, VDP_ERROR_TYPE } from './status.js';
import {
  checkAssociation,
  VDP_DE_ASSOCIATE,
  type VdpUlpduCursor,
  vdpEntryMacHi,
  vdpEntryMacLo,
  vdpEntryVidField,
  vdpStatus,
} from './ulpdu-cursor.js';

/** What is known apart from the octets. */
export interface AdmitContext {
  /** Who receives. */
  readonly role: 'bridge' | 'station';
  /** Whether both sides advertise GroupID support in the EVB TLV. */
  readonly groupIdAgreed: boolean;
  /** Whether this station has a VSI with the VSIID of the TLV; a bridge does not ask. */
  readonly vsiKnown: boolean;
}

/**
 * `accept`; `ignore`: no answer, no change; `respond`: the bridge answers with `errorType` and Hard; `mismatch`: the
 * station takes it as a response that does not match its command.
 */
export type Admission =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'ignore' | 'mismatch'; readonly rule: VdpErrorCode | VdpAdmitCode }
  | { readonly verdict: 'respond'; readonly rule: VdpErrorCode | VdpAdmitCode; readonly errorType: number };

const ACCEPT: Admission = { verdict: 'accept' };

interface Row {
  /** Whether the row is true. `form` is what `checkAssociation` answered. */
  readonly test: (cursor: VdpUlpduCursor, context: AdmitContext, form: VdpErrorCode | undefined) => boolean;
  readonly bridge: Admission;
  readonly station: Admission;
  /** Where a station treats De-Associate differently. */
  readonly stationDeAssociate?: Admission;
}

const ignore = (rule: VdpErrorCode | VdpAdmitCode): Admission => ({ verdict: 'ignore', rule });
const mismatch = (rule: VdpErrorCode | VdpAdmitCode): Admission => ({ verdict: 'mismatch', rule });
const respond = (rule: VdpErrorCode | VdpAdmitCode, errorType: number): Admission => ({
  verdict: 'respond',
  rule,
  errorType,
});

/** A row about the form of the TLV: answered by a bridge, ignored by a station. */
const formRow = (rule: VdpErrorCode, stationDeAssociate: Admission): Row => ({
  test: (_cursor, _context, form) => form === rule,
  bridge: respond(rule, VDP_ERROR_TYPE.invalidFormat),
  station: ignore(rule),
  stationDeAssociate,
});

const isDeAssociate = (cursor: VdpUlpduCursor): boolean => cursor.type === VDP_DE_ASSOCIATE;

const rows: readonly Row[] = [
  // A1
  {
    test: (_cursor, _context, form) => form === 'vdpAssociationShort',
    bridge: ignore('vdpAssociationShort'),
    station: ignore('vdpAssociationShort'),
  },
  // A2
  {
    test: (cursor, { role }) => role === 'bridge' && isResponse(vdpStatus(cursor)),
    bridge: ignore('vdpResponse'),
    station: ACCEPT,
  },
  // A3
  {
    test: (cursor, { role }) => role === 'station' && !isResponse(vdpStatus(cursor)) && !isDeAssociate(cursor),
    bridge: ACCEPT,
    station: ignore('vdpCommand'),
  },
  // A12
  {
    test: (_cursor, { role, vsiKnown }) => role === 'station' && !vsiKnown,
    bridge: ACCEPT,
    station: ignore('vdpVsiUnknown'),
  },
  // A4
  formRow('vdpVsiidFormat', ignore('vdpVsiidFormat')),
  // A8
  formRow('vdpFilterInfoCount', ACCEPT),
  // A5
  formRow('vdpFilterInfoFormat', ACCEPT),
  // A6
  formRow('vdpFilterInfoLength', ACCEPT),
  // A7
  formRow('vdpFilterInfoEmpty', ACCEPT),
  // A9
  {
    test: (cursor) => !isDeAssociate(cursor) && hasInvalidEntry(cursor),
    bridge: respond('vdpFilterEntry', VDP_ERROR_TYPE.invalidVidGroupIdOrMac),
    station: mismatch('vdpFilterEntry'),
  },
  // A10
  {
    test: (cursor, { groupIdAgreed }) => !isDeAssociate(cursor) && !groupIdAgreed && hasGroupId(cursor.filterFormat),
    bridge: respond('vdpGroupIdNotAgreed', VDP_ERROR_TYPE.invalidVidGroupIdOrMac),
    station: mismatch('vdpGroupIdNotAgreed'),
  },
];

/** VID 4095, a group or zero MAC address, or a null VID that is not the only entry of format 1. Registered formats are not judged. */
function hasInvalidEntry(cursor: VdpUlpduCursor): boolean {
  const { filterFormat, entryCount } = cursor;
  if (entryOctets(filterFormat) === 0) return false;
  for (let i = 0; i < entryCount; i++) {
    const vid = vdpEntryVidField(cursor, i) & 0xfff;
    if (vid === 0xfff || (vid === 0 && filterFormat === FILTER_VID && entryCount > 1)) return true;
    if (hasMac(filterFormat)) {
      const hi = vdpEntryMacHi(cursor, i);
      if ((hi & 0x0100) !== 0 || (hi === 0 && vdpEntryMacLo(cursor, i) === 0)) return true;
    }
  }
  return false;
}

/**
 * What becomes of the association TLV under the cursor. Pure, and without allocation: the answers are constants.
 *
 * @example
 * const admission = admitAssociation(cursor, { role: 'bridge', groupIdAgreed: false, vsiKnown: false });
 * if (admission.verdict === 'respond') answer(admission.errorType); // with Hard, clause 41.2.3
 */
export function admitAssociation(cursor: VdpUlpduCursor, context: AdmitContext): Admission {
  const form = checkAssociation(cursor);
  for (const row of rows) {
    if (!row.test(cursor, context, form)) continue;
    if (context.role === 'bridge') return row.bridge;
    return isDeAssociate(cursor) ? (row.stationDeAssociate ?? row.station) : row.station;
  }
  return ACCEPT;
}
