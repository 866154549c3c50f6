// The port-mapping S-VLAN component: what becomes of frames between the link (UAP) and the S-channels (CAPs). The
// fixture of the tables: the default channel, SCID 10 with SVID 100, SCID 11 with SVID 101.

import { describe, expect, test } from 'vitest';
import {
  addSChannel,
  fromCap,
  fromUplink,
  newSVlanComponent,
  removeSChannel,
  type SVlanComponentOptions,
} from '../../../src/s-channel/index.js';
import { hex, toHex } from '../../support/hex.js';
import { throughJson } from '../../support/through-json.js';

const A = '02000000000a';
const B = '02000000000b';
const TEXT = '0800 4500001401020304';

/** A frame to B, with what stands behind the addresses. */
const to = (destination: string, behind: string): string => toHex(hex(`${destination} ${A} ${behind}`));
const frame = (behind: string): string => to(B, behind);
const s = (vid: number, pcp = 0, dei = 0): string =>
  `88a8 ${((pcp << 13) | (dei << 12) | vid).toString(16).padStart(4, '0')}`;
const c = (vid: number, pcp = 0): string => `8100 ${((pcp << 13) | vid).toString(16).padStart(4, '0')}`;

function fixture(options?: SVlanComponentOptions) {
  const component = newSVlanComponent(options);
  for (const pair of [
    { scid: 10, svid: 100 },
    { scid: 11, svid: 101 },
  ]) {
    expect(addSChannel(component, pair)).toBeUndefined();
  }
  // A component may be part of a state, so it has to go through JSON text.
  return throughJson(component);
}

/** `c10 <frame>`, `uap <frame>`, or the reason of the drop. */
function up(octets: string, options?: SVlanComponentOptions): string {
  const given = hex(octets);
  const out = fromUplink(fixture(options), given);
  expect(toHex(given)).toBe(toHex(hex(octets)));
  if (out.kind === 'drop') return out.reason;
  return `${out.kind === 'uap' ? 'uap' : `c${out.scid}`} ${toHex(out.frame)}`;
}

function down(scid: number, octets: string): string {
  const given = hex(octets);
  const out = fromCap(fixture(), scid, given);
  expect(toHex(given)).toBe(toHex(hex(octets)));
  return out.kind === 'drop' ? out.reason : toHex(out.frame);
}

const ETHERTYPE_OF_LLDP = '88cc 0207';
const group = (last: string): string => `0180c200${last}`;

describe('tagging', () => {
  test.each<[title: string, result: string, expected: string]>([
    ['s-channel 6.1/1, edge-relay D1: the default channel has no tag', down(1, frame(TEXT)), frame(TEXT)],
    ['s-channel 6.1/1: a C-TAG stays there, too', down(1, frame(`${c(10, 5)} ${TEXT}`)), frame(`${c(10, 5)} ${TEXT}`)],
    ['s-channel 6.1/2, edge-relay D2, edge-relay S3: untagged', down(10, frame(TEXT)), frame(`${s(100)} ${TEXT}`)],
    [
      's-channel 6.1/2, edge-relay D3: C-tagged: its priority is copied, the tag stays behind',
      down(10, frame(`${c(10, 5)} ${TEXT}`)),
      frame(`${s(100, 5)} ${c(10, 5)} ${TEXT}`),
    ],
    [
      's-channel 6.1/2: priority-tagged by a C-TAG',
      down(10, frame(`${c(0, 7)} ${TEXT}`)),
      frame(`${s(100, 7)} ${c(0, 7)} ${TEXT}`),
    ],
    [
      's-channel 6.1/2: the drop eligibility of a C-TAG is not copied',
      down(10, frame(`8100 b00a ${TEXT}`)),
      frame(`${s(100, 5)} 8100 b00a ${TEXT}`),
    ],
    [
      's-channel 6.1/3, edge-relay D14b: an S-TAG of VID 0 is replaced, priority and drop eligibility stay',
      down(10, frame(`${s(0, 6, 1)} ${TEXT}`)),
      frame(`${s(100, 6, 1)} ${TEXT}`),
    ],
    ['s-channel 6.1/3: it is removed on the default channel', down(1, frame(`${s(0, 6)} ${TEXT}`)), frame(TEXT)],
    ['s-channel 6.1/4, edge-relay D14: S-tagged', down(10, frame(`${s(101)} ${TEXT}`)), 'admitFrameTypes'],
    ['s-channel 6.1/4: with the own SVID', down(10, frame(`${s(100)} ${TEXT}`)), 'admitFrameTypes'],
    ['s-channel 6.1/4: from the default channel', down(1, frame(`${s(101)} ${TEXT}`)), 'admitFrameTypes'],
    ['s-channel 6.1/4: with VID 4095', down(10, frame(`${s(4095)} ${TEXT}`)), 'admitFrameTypes'],
    ['s-channel 6.1/10: shorter than a header', down(10, `${B}${A}08`), 'truncated'],
    ['s-channel 6.1/10: a C-TAG cut short', down(10, frame('8100 a0').slice(0, 30)), 'truncated'],
    ['s-channel 6.1/10: on the default channel a C-TAG is not looked at', down(1, frame('8100 a0')), frame('8100 a0')],
  ])('%s', (_title, result, expected) => expect(result).toBe(expected));
});

describe('untagging', () => {
  test.each<[title: string, result: string, expected: string]>([
    ['s-channel 6.1/5, edge-relay D6: untagged', up(frame(TEXT)), `c1 ${frame(TEXT)}`],
    [
      's-channel 6.1/5, edge-relay D7: a C-TAG of VID 100 is not SVID 100',
      up(frame(`${c(100)} ${TEXT}`)),
      `c1 ${frame(`${c(100)} ${TEXT}`)}`,
    ],
    [
      's-channel 6.1/5, edge-relay D8: priority-tagged by a C-TAG',
      up(frame(`${c(0, 3)} ${TEXT}`)),
      `c1 ${frame(`${c(0, 3)} ${TEXT}`)}`,
    ],
    ['s-channel 6.1/6, edge-relay D9: an S-TAG of VID 0', up(frame(`${s(0, 5)} ${TEXT}`)), `c1 ${frame(TEXT)}`],
    ['s-channel 6.1/7, edge-relay D10: an S-TAG of VID 1', up(frame(`${s(1)} ${TEXT}`)), `c1 ${frame(TEXT)}`],
    ['s-channel 6.1/7: strictly', up(frame(`${s(1)} ${TEXT}`), { strictDefault: true }), 'unknownSvid'],
    [
      's-channel 6.1/8: a channel strictly',
      up(frame(`${s(100)} ${TEXT}`), { strictDefault: true }),
      `c10 ${frame(TEXT)}`,
    ],
    ['VID 0 strictly', up(frame(`${s(0)} ${TEXT}`), { strictDefault: true }), `c1 ${frame(TEXT)}`],
    [
      's-channel 6.1/8, edge-relay D4, edge-relay S4: a channel, over a C-TAG',
      up(frame(`${s(100)} ${c(10)} ${TEXT}`)),
      `c10 ${frame(`${c(10)} ${TEXT}`)}`,
    ],
    ['s-channel 6.1/8, edge-relay D5: another channel', up(frame(`${s(101, 7, 1)} ${TEXT}`)), `c11 ${frame(TEXT)}`],
    [
      'edge-relay D13: of two S-TAGs the outer one counts',
      up(frame(`${s(100)} ${s(101)} ${TEXT}`)),
      `c10 ${frame(`${s(101)} ${TEXT}`)}`,
    ],
    ['s-channel 6.1/9, edge-relay D11: the SVID of no channel', up(frame(`${s(102)} ${TEXT}`)), 'unknownSvid'],
    ['s-channel 6.1/9, edge-relay D12: VID 4095', up(frame(`${s(4095)} ${TEXT}`)), 'invalidVid'],
    ['s-channel 6.1/10, edge-relay D24: an S-TAG cut short', up(frame('88a8 00')), 'truncated'],
    ['s-channel 6.1/10: an S-TAG with nothing behind it', up(frame(s(100))), 'truncated'],
    ['s-channel 6.1/10: shorter than a header', up(`${B}${A}08`), 'truncated'],
    ['no octets', up(''), 'truncated'],
  ])('%s', (_title, result, expected) => expect(result).toBe(expected));
});

describe('control frames', () => {
  const inChannel = (last: string): string => up(to(group(last), `${s(100)} ${ETHERTYPE_OF_LLDP}`));
  const untagged = (last: string): string => up(to(group(last), ETHERTYPE_OF_LLDP));
  const sent = (last: string): string => down(10, to(group(last), ETHERTYPE_OF_LLDP));
  const [atUap, atCap1, atCap10] = ['uap', 'c1', 'c10'].map(
    (where) => (last: string) => `${where} ${to(group(last), ETHERTYPE_OF_LLDP)}`,
  ) as [typeof untagged, typeof untagged, typeof untagged];
  const tagged = (last: string): string => to(group(last), `${s(100)} ${ETHERTYPE_OF_LLDP}`);

  test.each<[title: string, last: string[], untagged: (last: string) => string, channel: (last: string) => string]>([
    ['s-channel 6.2/1: nearest bridge', ['000e'], atUap, () => 'reserved'],
    ['s-channel 6.2/2, edge-relay D19: nearest non-TPMR bridge, with CDCP', ['0003'], atUap, () => 'reserved'],
    ['s-channel 6.2/3, edge-relay D18: nearest customer bridge, with EVB and ECP', ['0000'], atCap1, atCap10],
    [
      's-channel 6.2/4: those that no S-VLAN component relays',
      ['0001', '0002', '0004', '0005', '0006', '0007', '0008', '0009', '000a'],
      () => 'reserved',
      () => 'reserved',
    ],
    ['s-channel 6.2/5: those that it does', ['000b', '000c', '000d', '000f'], atCap1, atCap10],
    ['s-channel 6.2/6: other group addresses', ['0010', '0021', '0030'], atCap1, atCap10],
  ])('%s', (_title, lasts, expectedUntagged, expectedInChannel) => {
    for (const last of lasts) {
      expect(untagged(last)).toBe(expectedUntagged(last));
      expect(inChannel(last)).toBe(expectedInChannel(last));
      // What is not relayed one way is not relayed the other way.
      expect(sent(last)).toBe(expectedInChannel(last) === 'reserved' ? 'reserved' : tagged(last));
    }
  });

  test('an individual address below all group addresses is relayed', () => {
    expect(up(to('00005e000001', TEXT))).toBe(`c1 ${to('00005e000001', TEXT)}`);
    expect(up(to('0180c1ffffff', TEXT))).toBe(`c1 ${to('0180c1ffffff', TEXT)}`);
  });

  test('s-channel 6.2/2: with an S-TAG of VID 0 it is untagged', () => {
    expect(up(to(group('0003'), `${s(0)} ${ETHERTYPE_OF_LLDP}`))).toBe(`uap ${to(group('0003'), ETHERTYPE_OF_LLDP)}`);
  });

  test('edge-relay D17: ECP goes out inside the channel', () => {
    expect(down(10, to(group('0000'), '8940 1001'))).toBe(to(group('0000'), `${s(100)} 8940 1001`));
  });
});

describe('channels', () => {
  test('edge-relay S1: behind a CAP frames have no S-TAG', () => {
    for (const [scid, svid] of [...fixture().svidOf]) {
      const out = up(frame(`${s(svid)} ${TEXT}`));
      expect(out).toBe(`c${scid} ${frame(TEXT)}`);
    }
  });

  test('edge-relay S2: on the link all but the default channel are tagged', () => {
    expect([1, 10, 11].map((scid) => down(scid, frame(TEXT)))).toEqual([
      frame(TEXT),
      frame(`${s(100)} ${TEXT}`),
      frame(`${s(101)} ${TEXT}`),
    ]);
  });

  test('edge-relay S5, edge-relay D15, edge-relay D16: a broadcast is one frame, and never goes from CAP to CAP', () => {
    expect(down(10, to('ffffffffffff', TEXT))).toBe(to('ffffffffffff', `${s(100)} ${TEXT}`));
    expect(up(to('ffffffffffff', `${s(100)} ${TEXT}`))).toBe(`c10 ${to('ffffffffffff', TEXT)}`);
  });

  test('edge-relay S6, edge-relay D20, edge-relay D21: 167 S-channels, and no more', () => {
    const component = newSVlanComponent();
    for (let scid = 2; scid <= 167; scid++) expect(addSChannel(component, { scid, svid: scid })).toBeUndefined();
    expect(component.svidOf.size).toBe(167);
    expect(addSChannel(component, { scid: 168, svid: 168 })).toMatchObject({ code: 'tooManySChannels' });
    expect(removeSChannel(component, 9)).toBeUndefined();
    expect(addSChannel(component, { scid: 168, svid: 9 })).toBeUndefined();
  });

  test('edge-relay S7, edge-relay D22: ranges, and each SCID and SVID once', () => {
    const component = fixture();
    const refusal = (scid: number, svid: number) => addSChannel(component, { scid, svid });
    expect(refusal(12, 100)).toMatchObject({ code: 'svidInUse', field: 'svid' });
    expect(refusal(10, 102)).toMatchObject({ code: 'scidInUse', field: 'scid' });
    expect(refusal(1, 102)).toMatchObject({ code: 'scidInUse' });
    expect(refusal(12, 1)).toMatchObject({ code: 'svidInUse' });
    for (const scid of [0, 4095, 1.5]) {
      expect(refusal(scid, 102)).toMatchObject({ code: 'badScid', expected: 'an integer 1..4094' });
    }
    for (const svid of [-1, 4095]) {
      expect(refusal(12, svid)).toMatchObject({ code: 'badSvid', expected: 'an integer 1..4094' });
    }
    expect([...component.scidOf]).toEqual([
      [1, 1],
      [100, 10],
      [101, 11],
    ]);
  });

  test('edge-relay S8, edge-relay D23: a channel without SVID is none', () => {
    const component = fixture();
    expect(addSChannel(component, { scid: 12, svid: 0 })).toMatchObject({ code: 'badSvid' });
    expect(fromCap(component, 12, hex(frame(TEXT)))).toEqual({ kind: 'drop', reason: 'unknownScid' });
  });

  test('in place: nothing is copied', () => {
    const component = fixture();
    const buffer = new Uint8Array(4 + hex(frame(TEXT)).length);
    buffer.set(hex(frame(TEXT)), 4);
    const sent = fromCap(component, 10, buffer.subarray(4), 4);
    if (sent.kind !== 'uplink') throw new Error(sent.reason);
    expect(toHex(buffer)).toBe(toHex(hex(frame(`${s(100)} ${TEXT}`))));
    expect(sent.frame.buffer).toBe(buffer.buffer);
    const come = fromUplink(component, buffer, true);
    if (come.kind !== 'cap') throw new Error(come.kind);
    expect(toHex(come.frame)).toBe(frame(TEXT));
    expect(come.frame.buffer).toBe(buffer.buffer);
  });

  test('a channel that is gone takes nothing', () => {
    const component = fixture();
    expect(removeSChannel(component, 10)).toBeUndefined();
    expect(fromUplink(component, hex(frame(`${s(100)} ${TEXT}`)))).toEqual({ kind: 'drop', reason: 'unknownSvid' });
    expect(fromCap(component, 10, hex(frame(TEXT)))).toEqual({ kind: 'drop', reason: 'unknownScid' });
    expect(removeSChannel(component, 10)).toMatchObject({ code: 'unknownScid' });
    expect(removeSChannel(component, 1)).toMatchObject({ code: 'defaultSChannel' });
  });
});
