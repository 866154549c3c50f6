// Every field of an LLDP frame with EVB and CDCP TLVs by the cursor and the getters. In one function on purpose, as a
// receiver may well have it: what V8 inlines into a function is limited, and if helpers of ours had a share of it, which
// helper became hot first would decide whether the getters found room.

import { ETHERTYPE_LLDP, peekEthernet } from '../../src/core/ethernet.js';
import { i32, u16 } from '../../src/core/octets.js';
import {
  checkEvbTlv,
  checkLldpTlv,
  createLldpduCursor,
  EVB_SUBTYPE,
  evbBridgeStatus,
  evbMode,
  evbR,
  evbRka,
  evbRkaRol,
  evbRte,
  evbRwd,
  evbRwdRol,
  evbStationStatus,
  LLDP_ORGANIZATION,
  lldpChassisIdSubtype,
  lldpPortIdSubtype,
  lldpTtl,
  lldpValueAt,
  nextLldpTlv,
  type StationId,
  wrapLldpdu,
} from '../../src/lldp-evb/index.js';
import { cdcpChnCap, cdcpPair, cdcpPairCount, cdcpRole, cdcpSComp, checkCdcpTlv } from '../../src/s-channel/index.js';
import { sumCdcp } from '../cdcp-tlv/cursor.js';
import { macHi, macLo, sumOf } from '../octets.js';
import type { LldpFramePdu } from './value.js';

const cursor = createLldpduCursor();

/** The sum of all fields; -1 for a frame that breaks a rule. */
export function sumByCursor(bytes: Uint8Array): number {
  const framing = peekEthernet(bytes);
  if ((framing & 0xffff) !== ETHERTYPE_LLDP) return -1;
  if (wrapLldpdu(cursor, bytes, framing >>> 16, bytes.length) !== undefined) return -1;
  let sum = ETHERTYPE_LLDP + lldpChassisIdSubtype(cursor) + lldpPortIdSubtype(cursor) + lldpTtl(cursor);
  for (let at = 0; at < 12; at += 6) sum = (sum + u16(bytes, at) + i32(bytes, at + 2)) | 0;
  for (let at = cursor.chassisAt + 3; at < cursor.ttlAt; at += 9) sum = (sum + u16(bytes, at) + i32(bytes, at + 2)) | 0;
  while (nextLldpTlv(cursor)) {
    if (checkLldpTlv(cursor) !== undefined || cursor.type !== LLDP_ORGANIZATION) return -1;
    const at = lldpValueAt(cursor);
    if (bytes[at + 3] === EVB_SUBTYPE) {
      if (checkEvbTlv(bytes, at, cursor.length) !== undefined) return -1;
      const bridge = evbBridgeStatus(bytes, at);
      const station = evbStationStatus(bytes, at);
      sum += ((bridge >>> 2) & 1) + ((bridge >>> 1) & 1) + (bridge & 1);
      sum += ((station >>> 3) & 1) + ((station >>> 2) & 1) + (station & 3);
      sum += (evbRwdRol(bytes, at) ? 1 : 0) + (evbRkaRol(bytes, at) ? 1 : 0);
      sum += evbRte(bytes, at) + evbRwd(bytes, at) + evbRka(bytes, at);
      sum = (sum + evbR(bytes, at) + evbMode(bytes, at)) | 0;
    } else {
      if (checkCdcpTlv(bytes, at, cursor.length) !== undefined) return -1;
      const pairs = cdcpPairCount(cursor.length);
      sum += cdcpRole(bytes, at) + (cdcpSComp(bytes, at) ? 1 : 0) + cdcpChnCap(bytes, at);
      for (let i = 0; i < pairs; i++) {
        const pair = cdcpPair(bytes, at, i);
        sum = (sum + (pair >>> 12) + (pair & 0xfff)) | 0;
      }
    }
  }
  return sum;
}

const idSum = ({ subtype, id }: StationId): number =>
  id.reduce((sum, octet, i) => sum + octet * 256 ** (i < 2 ? 1 - i : 5 - i), subtype);

/** The same sum from the values. */
export function fieldSum({ frame: { ethernet, lldp }, evb, cdcp }: LldpFramePdu): number {
  const { destination, source, etherType } = ethernet;
  return sumOf(
    ...[etherType, macHi(destination), macLo(destination), macHi(source), macLo(source)],
    ...[idSum(lldp.chassisId), idSum(lldp.portId), lldp.ttl],
    ...[evb.bgid, evb.rrcap, evb.rrctr, evb.sgid, evb.rrreq, evb.rrstat, evb.r, evb.rte],
    ...[evb.evbMode, evb.rwdRol, evb.rwd, evb.rkaRol, evb.rka],
    sumCdcp(cdcp),
  );
}
