// Every field of an ECPDU with a VDP ULPDU by the cursor.

import {
  checkEcpdu,
  ECPDU_HEADER_OCTETS,
  ecpOperation,
  ecpSequence,
  ecpSubtype,
  ecpVersion,
} from '../../src/ecp/index.js';
import {
  checkAssociation,
  createVdpUlpduCursor,
  type FilterEntry,
  type Identifier,
  nextVdpTlv,
  readVdpEntry,
  wrapVdpUlpdu,
} from '../../src/vdp/index.js';
import { macHi, macLo, sumOf } from '../octets.js';
import type { VdpRequest } from './value.js';

const cursor = createVdpUlpduCursor();

/** The sum of all fields; -1 for a PDU that breaks a rule. */
export function sumByCursor(bytes: Uint8Array): number {
  if (checkEcpdu(bytes, 0, bytes.length) !== undefined) return -1;
  if (wrapVdpUlpdu(cursor, bytes, ECPDU_HEADER_OCTETS, bytes.length) !== undefined) return -1;
  let sum = ecpVersion(bytes, 0) + ecpOperation(bytes, 0) + ecpSubtype(bytes, 0) + ecpSequence(bytes, 0);
  sum = (sum + identifierSum(cursor.managerId)) | 0;
  while (nextVdpTlv(cursor)) {
    if (checkAssociation(cursor) !== undefined) return -1;
    sum = (sum + sumAssociation()) | 0;
  }
  return sum;
}

const identifierSum = ({ w0, w1, w2, w3 }: Identifier): number => (((((w0 + w1) | 0) + w2) | 0) + w3) | 0;

function sumAssociation(): number {
  const { type, length, status, typeId, typeVersion, vsiidFormat, vsiid, filterFormat, entryCount } = cursor;
  let sum = type + length + status + typeId + typeVersion + vsiidFormat + filterFormat + entryCount;
  sum = (sum + identifierSum(vsiid)) | 0;
  for (let i = 0; i < entryCount; i++) {
    readVdpEntry(cursor, i);
    const { groupId, macHi, macLo, vidField } = cursor;
    sum = (sum + groupId) | 0;
    sum = (sum + macHi) | 0;
    sum = (sum + macLo) | 0;
    sum = (sum + (vidField >>> 15) + ((vidField >>> 12) & 7) + (vidField & 0xfff)) | 0;
  }
  return sum;
}

/** The same sum from the values. */
export function fieldSum({ ecp, vdp }: VdpRequest): number {
  const tlvs = vdp.tlvs.map(
    ({ type, status, typeId, typeVersion, vsiidFormat, vsiid, filterInfo: { format, entries } }) =>
      sumOf(
        ...[type, lengthOf(entries), status, typeId, typeVersion, vsiidFormat, identifierSum(vsiid)],
        ...[format, entries.length, ...entries.map(entrySum)],
      ),
  );
  return sumOf(ecp.version, ecp.operation, ecp.subtype, ecp.sequence, identifierSum(vdp.managerId), ...tlvs);
}

const entrySum = ({ groupId = 0, mac = 0, ps = false, pcp = 0, vid = 0 }: FilterEntry): number =>
  sumOf(groupId, macHi(mac), macLo(mac), ps, pcp, vid);

const lengthOf = (entries: readonly FilterEntry[]): number =>
  25 + entries.length * (entries[0]?.groupId === undefined ? 8 : 12);
