// What tshark makes of frames. Compared is what it reads as the standard says: ECP header, TLV types and lengths, manager
// ID, and of types 3 and 4 status, VTID, version, VSIID and the format of the filter info; of LLDP TLV types and lengths,
// Chassis and Port ID, TTL and who an organization's TLV is of. It reads no filter entries, no type 1 or 2, and no field of
// EVB and CDCP.

import { expect } from 'vitest';
import { decodeFrame, type Frame, type FrameLldpTlv } from '../../src/frame/index.js';
import { encodeEvbTlv } from '../../src/lldp-evb/index.js';
import { encodeCdcpTlv } from '../../src/s-channel/index.js';
import { toHex } from '../support/hex.js';
import { tell } from './peer.js';

/** `name@octet=value`: one thing said about one place in a frame. */
type Said = string;

const identifier = ({ w0, w1, w2, w3 }: { w0: number; w1: number; w2: number; w3: number }): string =>
  [w0, w1, w2, w3].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

/** What a frame says, in tshark's words. */
function saidByUs(frame: Frame): Said[] {
  const said: Said[] = [];
  const say = (name: string, at: number, value: number | string) => said.push(`${name}@${at}=${value}`);
  let at = 14 + 4 * frame.ethernet.tags.length;
  if (frame.kind === 'other') return said;
  if (frame.kind === 'lldp') {
    const { chassisId, portId, ttl, tlvs, withoutEnd } = frame.lldp;
    const sayTlv = (type: number, length: number) => {
      say('lldp.tlv.type', at, type);
      say('lldp.tlv.len', at, length);
    };
    for (const [type, name, { subtype, id }] of [
      [1, 'chassis', chassisId],
      [2, 'port', portId],
    ] as const) {
      sayTlv(type, 1 + id.length);
      say(`lldp.${name}.subtype`, at + 2, subtype);
      at += 3 + id.length;
    }
    sayTlv(3, 2);
    say('lldp.time_to_live', at + 2, ttl);
    at += 4;
    for (const [type, value] of tlvs.map(lldpTlv)) {
      sayTlv(type, value.length);
      if (type === 127) {
        say('lldp.orgtlv.oui', at + 2, Number.parseInt(toHex(value.subarray(0, 3)), 16));
        if (toHex(value.subarray(0, 3)) === '0080c2') say('lldp.ieee.802_1.subtype', at + 5, value[3] as number);
      }
      at += 2 + value.length;
    }
    if (!withoutEnd) sayTlv(0, 0);
    return said;
  }
  say('ecp.ver', at, frame.ecp.version);
  say('ecp.op', at, frame.ecp.operation);
  say('ecp.subtype', at, frame.ecp.subtype);
  say('ecp.seqno', at + 2, frame.ecp.sequence);
  if (frame.kind !== 'vdp') return said;
  at += 4;
  const sayTlv = (type: number, length: number) => {
    say('vdp21.tlvtype', at, type);
    say('vdp21.tlvlen', at, length);
  };
  sayTlv(5, 16);
  say('vdp21.manager_id', at + 2, identifier(frame.vdp.managerId));
  at += 18;
  for (const tlv of frame.vdp.tlvs) {
    if (tlv.kind === 'association') {
      const { type, status, typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = tlv;
      const entryOctets = [0, 2, 8, 6, 12][filterInfo.format] ?? 0;
      const length = 25 + entryOctets * filterInfo.entries.length - ('withoutCount' in filterInfo ? 2 : 0);
      sayTlv(type, length);
      if (type === 3 || type === 4) {
        const isResponse = (status & 0x40) !== 0;
        say(`vdp21.assoc.${isResponse ? 'error' : 'reason'}`, at + 2, status & 0xf);
        say(`vdp21.assoc.${isResponse ? 'response' : 'request'}_flags`, at + 2, status >>> 4);
        say('vdp21.vsitypeid', at + 3, typeId);
        say('vdp21.vsiversion', at + 6, typeVersion);
        say('vdp21.vsiidformat', at + 7, vsiidFormat);
        say('vdp21.VSIID', at + 8, identifier(vsiid));
        say('vdp21.filterformat', at + 24, filterInfo.format);
      }
      at += 2 + length;
    } else if (tlv.kind === 'organization') {
      sayTlv(127, 3 + tlv.data.length);
      say('vdp21.org_oui', at + 2, tlv.oui);
      at += 5 + tlv.data.length;
    } else if (tlv.kind === 'unknown') {
      sayTlv(tlv.type, tlv.value.length);
      at += 2 + tlv.value.length;
    }
  }
  return said;
}

function lldpTlv(tlv: FrameLldpTlv): readonly [type: number, value: Uint8Array] {
  if (tlv.kind === 'evb') return [127, encodeEvbTlv(tlv.evb)];
  if (tlv.kind === 'cdcp') return [127, encodeCdcpTlv(tlv.cdcp)];
  return [tlv.type, tlv.value];
}

/** Fields whose value is compared as octets. */
const asOctets = new Set(['vdp21.manager_id', 'vdp21.VSIID']);
const compared = new Set([
  ...['ecp.ver', 'ecp.op', 'ecp.subtype', 'ecp.seqno'],
  ...['vdp21.tlvtype', 'vdp21.tlvlen', 'vdp21.manager_id', 'vdp21.org_oui'],
  ...['vdp21.assoc.reason', 'vdp21.assoc.error', 'vdp21.assoc.request_flags', 'vdp21.assoc.response_flags'],
  ...['vdp21.vsitypeid', 'vdp21.vsiversion', 'vdp21.vsiidformat', 'vdp21.VSIID', 'vdp21.filterformat'],
  ...['lldp.tlv.type', 'lldp.tlv.len', 'lldp.chassis.subtype', 'lldp.port.subtype', 'lldp.time_to_live'],
  ...['lldp.orgtlv.oui', 'lldp.ieee.802_1.subtype'],
]);

/** What tshark says about each of the frames. */
function saidByTshark(frames: readonly Uint8Array[]): Said[][] {
  const packets = tell('tshark', ['-T', 'pdml'], frames).split('<packet>').slice(1);
  return packets.map((packet) =>
    [...packet.matchAll(/<field name="([^"]+)"[^>]* pos="(\d+)" show="([^"]*)" value="([^"]*)"/g)]
      .filter(([, name]) => compared.has(name as string))
      .map(([, name = '', at, show, value]) => `${name}@${at}=${asOctets.has(name) ? value : Number(show)}`),
  );
}

const decoded = (octets: Uint8Array): Frame => {
  const result = decodeFrame(octets);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

/** Both say the same of each frame. Answers how many things that are. */
export function compareWithTshark(frames: readonly Uint8Array[]): number {
  const theirs = saidByTshark(frames);
  expect(theirs.length).toBe(frames.length);
  let count = 0;
  for (const [i, octets] of frames.entries()) {
    const ours = saidByUs(decoded(octets));
    // Draft ECP has fields of the same names.
    if (ours.length === 0) continue;
    expect(theirs[i], toHex(octets)).toEqual(ours);
    count += ours.length;
  }
  return count;
}
