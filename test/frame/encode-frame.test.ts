// How frames are written: padding, room, and what the encoder refuses before it has written an octet.

import { describe, expect, test } from 'vitest';
import {
  byteLengthFrame,
  type EncodeFrameOptions,
  encodeFrame,
  encodeFrameInto,
  type Frame,
} from '../../src/frame/index.js';
import { changed } from '../support/changed.js';
import { construct, refusal } from '../support/encoding.js';
import { evbTlv } from '../support/evb.js';
import { hex, toHex } from '../support/hex.js';

const ethernet = {
  destination: 0x0180c2000000,
  source: 0x020000000001,
  tags: [{ tpid: 0x8100, pcp: 3, dei: false, vid: 10 }],
  etherType: 0x8940,
};
const HEADER = '0180c2000000 020000000001 8100600a 8940';
const ecp = { version: 1, operation: 0, subtype: 1, sequence: 1 };
const noManager = { w0: 0, w1: 0, w2: 0, w3: 0 };
const id = { subtype: 7, id: hex('61') };

const frames = {
  lldp: {
    kind: 'lldp',
    ethernet: { ...ethernet, etherType: 0x88cc },
    lldp: {
      chassisId: id,
      portId: id,
      ttl: 121,
      tlvs: [
        { kind: 'evb', evb: evbTlv({}) },
        { kind: 'cdcp', cdcp: { role: 'bridge', sComp: true, chnCap: 1, pairs: [{ scid: 1, svid: 1 }] } },
        { kind: 'raw', type: 5, value: hex('61') },
      ],
    },
  },
  vdp: { kind: 'vdp', ethernet, ecp, vdp: { managerId: noManager, tlvs: [] } },
  ecp: { kind: 'ecp', ethernet, ecp: { ...ecp, subtype: 2 }, ulpdu: hex('abcd') },
  ecpAck: { kind: 'ecpAck', ethernet, ecp: { ...ecp, operation: 1 } },
  other: { kind: 'other', ethernet: { ...ethernet, etherType: 0x0806 }, payload: hex('abcd') },
} as const satisfies Record<string, Frame>;

const unpadded: Record<keyof typeof frames, number> = {
  lldp: 18 + 4 + 4 + 4 + 11 + 13 + 3 + 2,
  vdp: 18 + 4 + 18,
  ecp: 18 + 4 + 2,
  ecpAck: 18 + 4,
  other: 18 + 2,
};

describe('padding', () => {
  test.each(Object.entries(frames))('%s: to 60 octets by default, with zeros', (kind, frame) => {
    const octets = encodeFrame(frame);
    expect(octets.length).toBe(60);
    expect(byteLengthFrame(frame)).toBe(60);
    expect(octets.subarray(unpadded[kind as keyof typeof frames]).every((octet) => octet === 0)).toBe(true);
    expect(toHex(construct(60, (out, at) => encodeFrameInto(frame, out, at)))).toBe(toHex(octets));
  });

  test.each(Object.entries(frames))('%s: to another size', (kind, frame) => {
    const bare = unpadded[kind as keyof typeof frames];
    for (const minFrameSize of [0, 1, bare - 1, bare, bare + 1, 64, 1518]) {
      const options: EncodeFrameOptions = { minFrameSize };
      const expected = Math.max(bare, minFrameSize);
      const octets = encodeFrame(frame, options);
      expect(octets.length).toBe(expected);
      expect(byteLengthFrame(frame, options)).toBe(expected);
      expect(toHex(construct(expected, (out, at) => encodeFrameInto(frame, out, at, options)))).toBe(toHex(octets));
    }
  });

  test.each(Object.entries(frames))('%s: none where there is a trailer, however short', (kind, frame) => {
    const bare = unpadded[kind as keyof typeof frames];
    for (const trailer of ['', 'de', 'deadbeef'].map(hex)) {
      const octets = encodeFrame({ ...frame, trailer }, { minFrameSize: 1000 });
      expect(octets.length).toBe(bare + trailer.length);
      expect(toHex(octets).endsWith(toHex(trailer))).toBe(true);
    }
  });
});

test('the octets of each kind', () => {
  const bare = (frame: Frame) => toHex(encodeFrame(frame, { minFrameSize: 0 }));
  const octets = (text: string) => toHex(hex(text));
  expect(bare(frames.vdp)).toBe(octets(`${HEADER} 10010001 0a10 ${'00'.repeat(16)}`));
  expect(bare(frames.ecp)).toBe(octets(`${HEADER} 10020001 abcd`));
  expect(bare(frames.ecpAck)).toBe(octets(`${HEADER} 14010001`));
  expect(bare(frames.other)).toBe(octets(`${HEADER.slice(0, -4)} 0806 abcd`));
  expect(bare(frames.lldp)).toBe(
    octets(
      `${HEADER.slice(0, -4)} 88cc 02020761 04020761 06020079
       fe09 0080c20d 0000000000 fe0b 0080c20e 08000001 001001 0a0161 0000`,
    ),
  );
});

describe('refused, with the path of the member', () => {
  const MAC = 2 ** 48;
  // The path that the error names, and the value that stands there.
  const everyKind: readonly [path: string, value: unknown][] = [
    ['ethernet', null],
    ['ethernet', 1],
    ['ethernet.destination', -1],
    ['ethernet.destination', MAC],
    ['ethernet.destination', '0180c2000000'],
    ['ethernet.source', MAC],
    ['ethernet.source', 0.5],
    ['ethernet.source', undefined],
    ['ethernet.etherType', -1],
    ['ethernet.etherType', 65536],
    ['ethernet.tags', undefined],
    ['ethernet.tags', {}],
    ['ethernet.tags', new Array(1025).fill(ethernet.tags[0])],
    ['ethernet.tags[0]', null],
    ['ethernet.tags[0].tpid', 65536],
    ['ethernet.tags[0].tpid', -1],
    ['ethernet.tags[0].pcp', 8],
    ['ethernet.tags[0].pcp', -1],
    ['ethernet.tags[0].vid', 4096],
    ['ethernet.tags[0].vid', -1],
    ['trailer', 'dead'],
    ['trailer', [1, 2]],
    ['trailer', new Uint8Array(65536)],
    ['kind', 'arp'],
    ['kind', undefined],
  ];
  const special: readonly [kind: keyof typeof frames, path: string, value: unknown][] = [
    ['vdp', 'ecp', null],
    ['vdp', 'ecp.version', 16],
    ['vdp', 'ecp.operation', 4],
    ['vdp', 'ecp.subtype', 1024],
    ['vdp', 'ecp.sequence', 65536],
    ['vdp', 'vdp', undefined],
    ['vdp', 'vdp.managerId', '192.0.2.1'],
    ['vdp', 'vdp.tlvs', undefined],
    ['vdp', 'vdp.tlvs[0]', null],
    ['ecp', 'ecp.sequence', -1],
    ['ecp', 'ulpdu', undefined],
    ['ecp', 'ulpdu', new Uint8Array(1497)],
    ['ecpAck', 'ecp.subtype', -1],
    ['other', 'payload', undefined],
    ['other', 'payload', 'abcd'],
    ['other', 'payload', new Uint8Array(65536)],
    ['lldp', 'lldp', null],
    ['lldp', 'lldp.chassisId', null],
    ['lldp', 'lldp.ttl', 65536],
    ['lldp', 'lldp.tlvs', undefined],
    ['lldp', 'lldp.tlvs', new Array(65536).fill(frames.lldp.lldp.tlvs[2])],
    ['lldp', 'lldp.tlvs[0]', null],
    ['lldp', 'lldp.tlvs[0].kind', 'dcbx'],
    ['lldp', 'lldp.tlvs[0].evb', null],
    ['lldp', 'lldp.tlvs[0].evb.rte', 32],
    ['lldp', 'lldp.tlvs[0].evb.extension', new Uint8Array(503)],
    ['lldp', 'lldp.tlvs[1].cdcp', undefined],
    ['lldp', 'lldp.tlvs[1].cdcp.role', 'A'],
    ['lldp', 'lldp.tlvs[1].cdcp.chnCap', 4096],
    ['lldp', 'lldp.tlvs[1].cdcp.pairs[0].scid', 4096],
    ['lldp', 'lldp.tlvs[2].type', 3],
    ['lldp', 'lldp.tlvs[2].type', 128],
    ['lldp', 'lldp.tlvs[2].value', new Uint8Array(512)],
  ];
  const all = [
    ...Object.keys(frames).flatMap((kind) => everyKind.map(([path, value]) => [kind, path, value] as const)),
    ...special,
  ];

  test.each(all.map(([kind, path, value]) => ({ kind, path, value })))('$kind: $path', ({ kind, path, value }) => {
    const frame = changed(frames[kind as keyof typeof frames], path, value) as Frame;
    expect(refusal((out) => encodeFrameInto(frame, out, 0)).field).toBe(path);
    expect(() => encodeFrame(frame)).toThrow(`${path}: expected `);
    expect(() => byteLengthFrame(frame)).toThrow(`${path}: expected `);
  });

  test.each([null, undefined, 7, 'frame'])('%s is no frame', (value) => {
    expect(refusal((out) => encodeFrameInto(value as unknown as Frame, out, 0)).field).toBe('frame');
  });

  test('sparse arrays', () => {
    const sparse = changed(frames.lldp, 'lldp.tlvs', new Array(1)) as Frame;
    expect(refusal((out) => encodeFrameInto(sparse, out, 0)).field).toBe('lldp.tlvs[0]');
    const tags = changed(frames.other, 'ethernet.tags', new Array(2)) as Frame;
    expect(refusal((out) => encodeFrameInto(tags, out, 0)).field).toBe('ethernet.tags[0]');
  });

  test('optional TLVs in a shutdown LLDPDU', () => {
    const shutdown = changed(frames.lldp, 'lldp.ttl', 0) as Frame;
    expect(refusal((out) => encodeFrameInto(shutdown, out, 0)).field).toBe('lldp.tlvs');
  });

  test('an LLDPDU of more than 1500 octets, the EVB and CDCP TLVs counted', () => {
    const raw = (octets: number) => ({ kind: 'raw', type: 9, value: new Uint8Array(octets) });
    const known = frames.lldp.lldp.tlvs.slice(0, 2);
    // 14 octets without TLVs, 24 for those known: 1462 are left.
    const fits = changed(frames.lldp, 'lldp.tlvs', [...known, raw(511), raw(511), raw(434)]) as Frame;
    expect(encodeFrame(fits).length).toBe(18 + 1500);
    const tooLong = changed(frames.lldp, 'lldp.tlvs', [...known, raw(511), raw(511), raw(435)]) as Frame;
    expect(refusal((out) => encodeFrameInto(tooLong, out, 0), 4000)).toMatchObject({ field: 'lldp', value: 1501 });
  });

  test.each([-1, 65536, 1.5, Number.NaN, '60'])('a minFrameSize of %s', (minFrameSize) => {
    const options = { minFrameSize } as EncodeFrameOptions;
    expect(refusal((out) => encodeFrameInto(frames.ecpAck, out, 0, options)).field).toBe('minFrameSize');
  });

  test('too little room', () => {
    for (const [octets, offset] of [
      [59, 0],
      [60, 1],
      [60, -1],
      [61, 1.5],
    ] as const) {
      expect(refusal((out) => encodeFrameInto(frames.vdp, out, offset), octets)).toMatchObject({
        field: 'out',
        expected: `room for 60 octets at offset ${offset}`,
      });
    }
    expect(encodeFrameInto(frames.vdp, new Uint8Array(61), 1)).toBe(61);
  });
});
