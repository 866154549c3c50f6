// What tcpdump makes of LLDP frames: it reads every field of the EVB and CDCP TLVs.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type LldpFrame } from '../../src/frame/index.js';
import type { EvbTlv } from '../../src/lldp-evb/index.js';
import type { CdcpTlv } from '../../src/s-channel/index.js';
import { arbitraryCdcpTlv, arbitraryEvbTlv } from '../../src/testing/index.js';
import { bridge, lldpFrame, station } from '../support/lldp-frames.js';
import { vectorFrames } from '../support/vectors.js';
import { isInstalled, tell } from './peer.js';

const hasTcpdump = isInstalled('tcpdump');

const bits = (flags: readonly boolean[]): string => flags.map(Number).join(' ');

/** The numbers of an EVB TLV in tcpdump's order. */
function evbNumbers(evb: EvbTlv): string {
  const { bridgeReserved = 0, stationReserved = 0, rkaReserved = 0 } = evb;
  const bridgeStatus = `${bridgeReserved} ${bits([evb.bgid, evb.rrcap, evb.rrctr])}`;
  const stationStatus = `${stationReserved} ${bits([evb.sgid, evb.rrreq])} ${evb.rrstat}`;
  const timers = `${Number(evb.rwdRol)} ${evb.rwd} ${rkaReserved} ${Number(evb.rkaRol)} ${evb.rka}`;
  return `${bridgeStatus} ${stationStatus} ${evb.r} ${evb.rte} ${evb.evbMode} ${timers}`;
}

/** The numbers of a CDCP TLV in tcpdump's order: the lower reserved bits are not among them. */
function cdcpNumbers({ role, sComp, chnCap, pair, reservedHigh = 0 }: CdcpTlv): string {
  const pairs = pair.map(({ scid, svid }) => ` ${scid} ${svid}`).join('');
  return `${role === 'S' ? 1 : 0} ${reservedHigh} ${Number(sComp)} ${chnCap}${pairs}`;
}

/** One line each for TTL and the TLVs that are taken apart. */
const saidByUs = ({ lldp }: LldpFrame): string[] => [
  `ttl ${lldp.ttl}`,
  ...lldp.tlv.flatMap((tlv) => {
    if (tlv.kind === 'evb') return [`evb ${evbNumbers(tlv.evb)}`];
    return tlv.kind === 'cdcp' ? [`cdcp ${cdcpNumbers(tlv.cdcp)}`] : [];
  }),
];

/** The numbers behind the colons of a text, and the mode in brackets instead of its name. */
const numbersOf = (text: string): string =>
  [...text.matchAll(/(?:: ?|\[)(\d+)/g)].map(([, number]) => number).join(' ');

function saidByTcpdump(frames: readonly Uint8Array[]): string[][] {
  // A packet starts at the margin, and what it holds is told with tabs before it.
  const packets = tell('tcpdump', ['-vv'], frames).split(/^(?=[^\t])/m);
  return packets.map((packet) => {
    const tlvs = packet.split(/^\t(?=\S)/m);
    return tlvs.flatMap((tlv) => {
      const ttl = /TTL (\d+)s/.exec(tlv);
      if (ttl !== null) return [`ttl ${ttl[1]}`];
      const [, name, fields] = /^\t {2}(EVB|CDCP) Subtype[^\n]*\n((?:\t {4}.*\n)*)/m.exec(tlv) ?? [];
      return name === undefined ? [] : [`${name.toLowerCase()} ${numbersOf(fields ?? '')}`];
    });
  });
}

/** Both say the same of each frame. Answers how many EVB and CDCP TLVs that are. */
function compare(frames: readonly Uint8Array[]): number {
  const values = frames.map((octets) => {
    const result = decodeFrame(octets);
    if (!result.ok || result.value.kind !== 'lldp') throw new Error('no LLDPDU');
    return result.value;
  });
  expect(saidByTcpdump(frames)).toEqual(values.map(saidByUs));
  return values.flatMap(({ lldp }) => lldp.tlv).filter(({ kind }) => kind === 'evb' || kind === 'cdcp').length;
}

const isLldp = (octets: Uint8Array): boolean => octets[12] === 0x88 && octets[13] === 0xcc;

describe.skipIf(!hasTcpdump)('tcpdump says the same', () => {
  test('of captured LLDPDUs', () => {
    const names = ['r01-evb-negotiate', 'r10-vdp-lifecycle-vid', 'r11-vdp-filter-formats', 'r15-vdp-keepalive'];
    expect(compare(names.flatMap(vectorFrames).filter(isLldp))).toBe(14 + 4 + 4 + 4);
  });

  test('of EVB TLVs encoded here', () => {
    const evbs = fc.sample(arbitraryEvbTlv(), { numRuns: 150, seed: 802 });
    expect(compare(evbs.map((evb) => encodeFrame(lldpFrame(bridge, 0x0180c2000000, [{ kind: 'evb', evb }]))))).toBe(
      150,
    );
  });

  test('of CDCP TLVs encoded here', () => {
    const cdcps = fc.sample(arbitraryCdcpTlv(), { numRuns: 150, seed: 802 });
    const frames = cdcps.map((cdcp) => encodeFrame(lldpFrame(station, 0x0180c2000003, [{ kind: 'cdcp', cdcp }])));
    expect(compare(frames)).toBe(150);
  });
});
