// tcpdump reads the EVB and CDCP TLVs of captured frames, and of frames that are encoded here, as ours does.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame } from '../../src/frame/index.js';
import { arbitraryCdcpTlv, arbitraryEvbTlv } from '../../src/testing/index.js';
import { bridge, lldpFrame, station } from '../support/lldp-frames.js';
import { vectorFrames } from '../support/vectors.js';
import { isInstalled } from './peer.js';
import { compareWithTcpdump } from './tcpdump.js';

const hasTcpdump = isInstalled('tcpdump');

const isLldp = (octets: Uint8Array): boolean => octets[12] === 0x88 && octets[13] === 0xcc;

describe.skipIf(!hasTcpdump)('tcpdump says the same', () => {
  test('of captured LLDPDUs', () => {
    const names = ['r01-evb-negotiate', 'r10-vdp-lifecycle-vid', 'r11-vdp-filter-formats', 'r15-vdp-keepalive'];
    expect(compareWithTcpdump(names.flatMap(vectorFrames).filter(isLldp))).toBe(14 + 4 + 4 + 4);
  });

  test('of EVB TLVs encoded here', () => {
    const evbs = fc.sample(arbitraryEvbTlv(), { numRuns: 150, seed: 802 });
    expect(
      compareWithTcpdump(evbs.map((evb) => encodeFrame(lldpFrame(bridge, 0x0180c2000000, [{ kind: 'evb', evb }])))),
    ).toBe(150);
  });

  test('of CDCP TLVs encoded here', () => {
    const cdcps = fc.sample(arbitraryCdcpTlv(), { numRuns: 150, seed: 802 });
    const frames = cdcps.map((cdcp) => encodeFrame(lldpFrame(station, 0x0180c2000003, [{ kind: 'cdcp', cdcp }])));
    expect(compareWithTcpdump(frames)).toBe(150);
  });
});
