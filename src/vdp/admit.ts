// Admission of one association TLV: the second pass of reception, clause 41. The table is read from the top, and the first
// row whose test is true decides. Where no test is true, the TLV is accepted. Rows A11 (repeated entries) and A12 accept at
// the bridge, so they have no test there.

import type { EvbRole } from '../core/role.js';
import { checkAssociation, readVdpEntry, type VdpUlpduCursor } from './wire/cursor.js';
import {
  type EntryLayout,
  MAC_HI_GROUP,
  VDP_DE_ASSOCIATE,
  VID_FIELD_OCTETS,
  VID_FIELD_VID,
  VID_INVALID,
} from './wire/layout.js';
import type { VdpAdmitCode, VdpErrorCode } from './wire/rules.js';
import { isResponse, VDP_ERROR_TYPE } from './wire/status.js';

/** What admission depends on, apart from the octets. */
export interface AdmitContext {
  /** Who receives. */
  readonly role: EvbRole;
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

type AdmitRule = VdpErrorCode | VdpAdmitCode;
type Verdict = (rule: AdmitRule) => Admission;

const ACCEPT: Admission = { verdict: 'accept' };
const accept: Verdict = () => ACCEPT;
const ignore: Verdict = (rule) => ({ verdict: 'ignore', rule });
const mismatch: Verdict = (rule) => ({ verdict: 'mismatch', rule });
const respond =
  (errorType: number): Verdict =>
  (rule) => ({ verdict: 'respond', rule, errorType });
const respondFormat = /* @__PURE__ */ respond(VDP_ERROR_TYPE.invalidFormat);
const respondInvalid = /* @__PURE__ */ respond(VDP_ERROR_TYPE.invalidVidGroupIdOrMac);

/** Whether a row is true. `form` is what `checkAssociation` answered, `rule` that of the row. */
type Test = (cursor: VdpUlpduCursor, context: AdmitContext, form: VdpErrorCode | undefined, rule: AdmitRule) => boolean;

interface Row {
  readonly rule: AdmitRule;
  readonly test: Test;
  readonly bridge: Admission;
  readonly station: Admission;
  /** Of a station about De-Associate. */
  readonly stationDeAssociate: Admission;
}

/** A row: its rule and test, and the verdicts of a bridge, of a station, and of a station about De-Associate. */
const row = (rule: AdmitRule, test: Test, bridge: Verdict, station: Verdict, deAssociate = station): Row => ({
  rule,
  test,
  bridge: bridge(rule),
  station: station(rule),
  stationDeAssociate: deAssociate(rule),
});

/** What is wrong with a filter entry. `nullVid`: VID 0 where format 1 has several entries. */
export type EntryFault = 'vid' | 'nullVid' | 'mac';

/**
 * Why no bridge takes a filter entry (A9), for the octets of a peer and for the values of a host: VID 4095, a null VID that
 * is not the only entry of format 1, a group or zero MAC address. Members that the layout does not have are not judged.
 *
 * @param count of the entries of the TLV
 * @param macHi upper 16 bits of the MAC address; `macLo`: its lower 32 bits
 */
export function entryFault(
  layout: EntryLayout,
  count: number,
  vid: number,
  macHi: number,
  macLo: number,
): EntryFault | undefined {
  if (layout.vid !== undefined) {
    if (vid === VID_INVALID) return 'vid';
    if (vid === 0 && layout.octets === VID_FIELD_OCTETS && count > 1) return 'nullVid';
  }
  if (layout.mac === undefined) return undefined;
  return (macHi & MAC_HI_GROUP) !== 0 || (macHi === 0 && macLo === 0) ? 'mac' : undefined;
}

function hasInvalidEntry(cursor: VdpUlpduCursor): boolean {
  const { layout, entryCount } = cursor;
  for (let i = 0; i < entryCount; i++) {
    readVdpEntry(cursor, i);
    const { vidField, macHi, macLo } = cursor;
    if (entryFault(layout, entryCount, vidField & VID_FIELD_VID, macHi, macLo) !== undefined) return true;
  }
  return false;
}

/** The form of the TLV breaks the rule. */
const form: Test = (_cursor, _context, broken, rule) => broken === rule;
const isDeAssociate = (cursor: VdpUlpduCursor): boolean => cursor.type === VDP_DE_ASSOCIATE;

const rows: readonly Row[] = [
  // A1
  row('vdpAssociationShort', form, ignore, ignore),
  // A2
  row('vdpResponse', (cursor, { role }) => role === 'bridge' && isResponse(cursor.status), ignore, accept),
  // A3
  row(
    'vdpCommand',
    (cursor, { role }) => role === 'station' && !isResponse(cursor.status) && !isDeAssociate(cursor),
    accept,
    ignore,
  ),
  // A12
  row('vdpVsiUnknown', (_cursor, { role, vsiKnown }) => role === 'station' && !vsiKnown, accept, ignore),
  // A4
  row('vdpVsiidFormat', form, respondFormat, ignore),
  // A8
  row('vdpFilterInfoCount', form, respondFormat, ignore, accept),
  // A5
  row('vdpFilterInfoFormat', form, respondFormat, ignore, accept),
  // A6
  row('vdpFilterInfoLength', form, respondFormat, ignore, accept),
  // A7
  row('vdpFilterInfoEmpty', form, respondFormat, ignore, accept),
  // A9
  row('vdpFilterEntry', (cursor) => !isDeAssociate(cursor) && hasInvalidEntry(cursor), respondInvalid, mismatch),
  // A10
  row(
    'vdpGroupIdNotAgreed',
    (cursor, { groupIdAgreed }) => !isDeAssociate(cursor) && !groupIdAgreed && cursor.layout.groupId !== undefined,
    respondInvalid,
    mismatch,
  ),
];

/**
 * Whether the association TLV under the cursor is accepted. Pure, and without allocation: the verdicts are constants.
 *
 * @example
 * const admission = admitAssociation(cursor, { role: 'bridge', groupIdAgreed: false, vsiKnown: false });
 * if (admission.verdict === 'respond') answer(admission.errorType); // with Hard, clause 41.2.3
 */
export function admitAssociation(cursor: VdpUlpduCursor, context: AdmitContext): Admission {
  const broken = checkAssociation(cursor);
  for (const { rule, test, bridge, station, stationDeAssociate } of rows) {
    if (!test(cursor, context, broken, rule)) continue;
    if (context.role === 'bridge') return bridge;
    return isDeAssociate(cursor) ? stationDeAssociate : station;
  }
  return ACCEPT;
}
