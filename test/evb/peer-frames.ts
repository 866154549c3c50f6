// Frames as a peer may send them, right and wrong ones.

import * as fc from 'fast-check';
import { arbitraryFrameOctets, mutate } from '../../src/testing/index.js';
import { association } from '../vdp/station/rig.js';
import { ackFrame, BRIDGE_MAC, lldpFrame, vdpFrame } from './rig.js';

/** The frame as one that is looked at: to the group, from the peer. */
function addressed(frame: Uint8Array, source: number): Uint8Array {
  const copy = frame.slice();
  const header = vdpFrame(source, 0).subarray(0, 12);
  copy.set(header.subarray(0, Math.min(12, copy.length)));
  return copy;
}

/** Frames of a peer: anything, good ones, and good ones made a little wrong. They never name VSI 99. */
export function arbitraryPeerFrame(source: number, evb: object): fc.Arbitrary<Uint8Array> {
  const ack = source === BRIDGE_MAC ? '40' : '00';
  const sequence = fc.integer({ min: 0, max: 12 });
  const types = fc.constantFrom(1, 2, 3, 4);
  const tlvs = fc.array(
    fc
      .tuple(types, fc.constantFrom(ack, '00', '40', '42', '55', '62'), fc.constantFrom(100, 101, 0, 4095))
      .map(([type, status, vid]) => association(type, status, vid)),
    { maxLength: 4 },
  );
  const vdp = fc.tuple(sequence, tlvs).map(([number, all]) => vdpFrame(source, number, ...all));
  const lldp = fc
    .tuple(
      fc.constantFrom(evb, undefined, { evbMode: 1 }, { evbMode: 2 }, { ...evb, rka: 31, rte: 0 }),
      fc.constantFrom(121, 1, 0, 65535),
    )
    .map(([tlv, ttl]) => lldpFrame(source, tlv, ttl));
  const other = fc.integer({ min: 1, max: 20 }).map((i) => lldpFrame(0x0200_0000_9900 + i, evb));
  const ackOf = sequence.map((number) => ackFrame(source, number));
  const good = fc.oneof(vdp, vdp, lldp, other, ackOf);
  return fc.oneof(
    { weight: 4, arbitrary: good },
    { weight: 4, arbitrary: mutate(good).map((frame) => addressed(frame, source)) },
    { weight: 2, arbitrary: arbitraryFrameOctets().map((frame) => addressed(frame, source)) },
    { weight: 1, arbitrary: arbitraryFrameOctets() },
    { weight: 1, arbitrary: mutate(arbitraryFrameOctets()) },
  );
}
