// What tcpdump makes of LLDP frames: it reads every field of the EVB and CDCP TLVs.

import { expect } from 'vitest';
import { decodeFrame, type LldpFrame } from '../../src/frame/index.js';
import type { EvbTlv } from '../../src/lldp-evb/index.js';
import type { CdcpTlv } from '../../src/s-channel/index.js';
import { tell } from './peer.js';

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
function cdcpNumbers({ role, sComp, chnCap, pairs: pair, reservedHigh = 0 }: CdcpTlv): string {
  const pairs = pair.map(({ scid, svid }) => ` ${scid} ${svid}`).join('');
  return `${role === 'station' ? 1 : 0} ${reservedHigh} ${Number(sComp)} ${chnCap}${pairs}`;
}

/** One line each for TTL and the TLVs that are taken apart. */
const saidByUs = ({ lldp }: LldpFrame): string[] => [
  `ttl ${lldp.ttl}`,
  ...lldp.tlvs.flatMap((tlv) => {
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
export function compareWithTcpdump(frames: readonly Uint8Array[]): number {
  const values = frames.map((octets) => {
    const result = decodeFrame(octets);
    if (!result.ok || result.value.kind !== 'lldp') throw new Error('no LLDPDU');
    return result.value;
  });
  expect(saidByTcpdump(frames)).toEqual(values.map(saidByUs));
  return values.flatMap(({ lldp }) => lldp.tlvs).filter(({ kind }) => kind === 'evb' || kind === 'cdcp').length;
}
