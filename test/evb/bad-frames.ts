// Frames that a peer sends out of turn, whatever its role: what they do, and what is counted.

import type { EvbBridge } from '../../src/evb/bridge.js';
import type { EvbStation } from '../../src/evb/station.js';
import { association } from '../vdp/station/rig.js';
import { ackFrame, frameOf, lldpFrame, SECOND, vdpFrame } from './rig.js';

/** All counters of a port that are not 0, as `vdp.rxUnknownVsi`. */
export function countersOf(end: EvbStation | EvbBridge): Record<string, number> {
  const port = end.status().ports[0];
  const channel = port?.channels[0];
  const parts = {
    port: port?.counters,
    lldp: channel?.lldp?.counters,
    ecp: channel?.ecp.counters,
    vdp: channel?.vdp.counters,
  };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, counters]) =>
      Object.entries(counters ?? {}).map(([name, count]) => [`${part}.${name}`, count as number]),
    ),
  );
}

export function difference(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  const names = Object.keys(after).filter((name) => after[name] !== before[name]);
  return Object.fromEntries(names.map((name) => [name, (after[name] as number) - (before[name] as number)]));
}

/** Long after the link came up: LLDP is quiet. */
export const AT = 20 * SECOND;
export const OTHER = '00000000000000000000000000000007';
export const good = association(3, '40');
export const readdressed = (frame: Uint8Array, destination: string): Uint8Array => {
  const copy = frame.slice();
  for (let i = 0; i < 6; i++) copy[i] = Number.parseInt(destination.slice(2 * i, 2 * i + 2), 16);
  return copy;
};

/** What is sent, what comes of it (frames in short), and by how much which counters differ. */
export type Row = readonly [
  what: string,
  frame: Uint8Array,
  effect: readonly string[],
  counted: Record<string, number>,
];

const NOT_FOR_US = { 'port.rxFrames': 1, 'port.rxOther': 1 };
const taken = (more: Record<string, number> = {}) => ({ 'port.rxFrames': 1, ...more });
/** A request that is acknowledged. */
export const delivered = (more: Record<string, number> = {}) => ({
  'port.rxFrames': 1,
  'port.txFrames': 1,
  'ecp.rxFrameCount': 1,
  'ecp.txAckCount': 1,
  ...more,
});

/** What either role does with frames that are for nobody, or for ECP or LLDP alone. */
export const commonBadFrames = (peer: number, own: number, mode: object): Row[] => [
  ['13 octets', new Uint8Array(13), [], taken({ 'port.rxMalformed': 1 })],
  ['no octets', new Uint8Array(0), [], taken({ 'port.rxMalformed': 1 })],
  ['its own source address', vdpFrame(own, 9, good), [], taken({ 'port.rxOwnSource': 1 })],
  ['ARP', frameOf(peer, `0806 ${'00'.repeat(46)}`), [], NOT_FOR_US],
  ['draft ECP, 88-B7', frameOf(peer, `88b7 001b3f ${'00'.repeat(43)}`), [], NOT_FOR_US],
  ['ECP of the old man pages, 88-90', frameOf(peer, `8890 1001 0009 ${'00'.repeat(42)}`), [], NOT_FOR_US],
  ['ECP with a C-tag', frameOf(peer, `8100 0064 8940 1001 0009 ${'00'.repeat(42)}`), [], NOT_FOR_US],
  ['ECP with an S-tag', frameOf(peer, `88a8 0064 8940 1001 0009 ${'00'.repeat(42)}`), [], NOT_FOR_US],
  ['ECP to another station', readdressed(vdpFrame(peer, 9, good), '020000000099'), [], NOT_FOR_US],
  ['LLDP to the Nearest Bridge', readdressed(lldpFrame(peer, mode), '0180c200000e'), [], NOT_FOR_US],
  ['LLDP to the Nearest non-TPMR Bridge', readdressed(lldpFrame(peer, mode), '0180c2000003'), [], NOT_FOR_US],
  ['ECP of 3 octets', frameOf(peer, '8940 100100'), [], taken({ 'ecp.rxMalformed': 1 })],
  ['ECP of 1501 octets', frameOf(peer, `8940 1001 0009 ${'00'.repeat(1497)}`), [], taken({ 'ecp.rxMalformed': 1 })],
  ['ECP of version 2', frameOf(peer, `8940 2001 0009 ${'00'.repeat(42)}`), [], taken({ 'ecp.rxUnknownVersion': 1 })],
  ['ECP of operation 2', frameOf(peer, `8940 1801 0009 ${'00'.repeat(42)}`), [], taken({ 'ecp.rxUnknownOp': 1 })],
  ['ECP of operation 3', frameOf(peer, `8940 1c01 0009 ${'00'.repeat(42)}`), [], taken({ 'ecp.rxUnknownOp': 1 })],
  [
    'ecp D5: ECP of subtype 2',
    frameOf(peer, `8940 1002 0009 ${'00'.repeat(42)}`),
    [],
    taken({ 'ecp.rxUnknownSubtype': 1 }),
  ],
  ['an ACK of subtype 2', frameOf(peer, `8940 1402 0001 ${'00'.repeat(42)}`), [], taken({ 'ecp.rxUnknownSubtype': 1 })],
  ['an ACK of nothing', ackFrame(peer, 77), [], taken({ 'ecp.rxAckCount': 1, 'ecp.rxAckMismatch': 1 })],
  ['an ACK of version 2', frameOf(peer, `8940 2401 0001 ${'00'.repeat(42)}`), [], taken({ 'ecp.rxUnknownVersion': 1 })],
  ['the last request again', vdpFrame(peer, 1, good), ['ACK 1'], delivered({ 'ecp.rxDuplicate': 1 })],
  [
    'an LLDPDU without TTL',
    frameOf(peer, `88cc 020704020000000077 04 0465746830 0000 ${'00'.repeat(40)}`),
    [],
    taken({ 'lldp.statsFramesInTotal': 1, 'lldp.statsFramesInErrorsTotal': 1, 'lldp.statsFramesDiscardedTotal': 1 }),
  ],
  [
    'a shutdown LLDPDU of nobody',
    lldpFrame(0x0200_0000_9999, undefined, 0),
    [],
    taken({ 'lldp.statsFramesInTotal': 1 }),
  ],
  ['the same LLDPDU once more', lldpFrame(peer, mode), [], taken({ 'lldp.statsFramesInTotal': 1 })],
  // V1 to V4: acknowledged by ECP, discarded by VDP.
  [
    'a ULPDU without a manager',
    frameOf(peer, `8940 1001 0009 ${good} ${'00'.repeat(20)}`),
    ['ACK 9'],
    delivered({ 'vdp.rxUlpduDiscarded': 1 }),
  ],
  ['a ULPDU of nothing', frameOf(peer, '8940 1001 0009'), ['ACK 9'], delivered({ 'vdp.rxUlpduDiscarded': 1 })],
  [
    'a manager of 15 octets',
    frameOf(peer, `8940 1001 0009 0a0f ${'00'.repeat(40)}`),
    ['ACK 9'],
    delivered({ 'vdp.rxUlpduDiscarded': 1 }),
  ],
  [
    'two managers',
    vdpFrame(peer, 9, `0a10 ${'00'.repeat(16)}`, good),
    ['ACK 9'],
    delivered({ 'vdp.rxUlpduDiscarded': 1 }),
  ],
  [
    'a TLV beyond the end, behind a good one',
    vdpFrame(peer, 9, good, '0621 00'),
    ['ACK 9'],
    delivered({ 'vdp.rxUlpduDiscarded': 1 }),
  ],
  ['a manager alone', vdpFrame(peer, 9), ['ACK 9'], delivered()],
  ['reserved TLVs', vdpFrame(peer, 9, '0c02 abcd', 'fc00'), ['ACK 9'], delivered({ 'vdp.rxTlvIgnored': 2 })],
  [
    'an organizational TLV of 2 octets',
    vdpFrame(peer, 9, 'fe02 0000'),
    ['ACK 9'],
    delivered({ 'vdp.rxTlvIgnored': 1 }),
  ],
  [
    'an organizational TLV of nobody',
    vdpFrame(peer, 9, 'fe07 00000c f1 414243'),
    ['ACK 9', 'organization'],
    delivered(),
  ],
  [
    'an association TLV of 22 octets',
    vdpFrame(peer, 9, `0616 40 ${'00'.repeat(21)}`),
    ['ACK 9'],
    delivered({ 'vdp.rxTlvIgnored': 1 }),
  ],
];

export const tlvOf = (type: number, status: string, rest: string, vsiid = OTHER, format = '04'): string => {
  const value = `${status} 000001 00 ${format} ${vsiid} ${rest}`.replace(/\s/g, '');
  return `${(type * 512 + value.length / 2).toString(16).padStart(4, '0')}${value}`;
};
