// pcap files: read in both byte orders and both resolutions, written in little endian.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodePcapHeader,
  encodePcapRecord,
  type PacketToWrite,
  readCapture,
  type WritePcapOptions,
  writePcap,
} from '../../src/capture/index.js';
import { big, joined, little, pcapHeader, pcapRecord } from '../support/capture-files.js';
import { hex, toHex } from '../support/hex.js';
import { vectorFrames, vectorNames, vectorOctets } from '../support/vectors.js';

const ARP = hex('ffffffffffff 020000000001 0806 0001');
const ACK = hex('0180c2000000 020000000002 8940 14010005');
const MICRO = 0xa1b2c3d4;
const NANO = 0xa1b23c4d;

describe('read', () => {
  test.each([
    ['little endian', 'd4c3b2a1', little, MICRO, 1000],
    ['big endian', 'a1b2c3d4', big, MICRO, 1000],
    ['little endian, nanoseconds', '4d3cb2a1', little, NANO, 1],
    ['big endian, nanoseconds', 'a1b23c4d', big, NANO, 1],
  ] as const)('%s', (_what, begin, order, magic, unit) => {
    const bytes = joined(
      pcapHeader(order, magic, 1),
      pcapRecord(order, 1, 2, ARP),
      pcapRecord(order, 0xfffffffe, 999_999, ACK),
    );
    expect(toHex(bytes.subarray(0, 4))).toBe(begin);
    expect(readCapture(bytes)).toStrictEqual({
      format: 'pcap',
      packets: [
        {
          time: { seconds: 1, nanoseconds: 2 * unit },
          linkType: 1,
          originalLength: 16,
          offset: 40,
          frame: ARP,
          notes: [],
        },
        {
          time: { seconds: 0xfffffffe, nanoseconds: 999_999 * unit },
          linkType: 1,
          originalLength: 18,
          offset: 72,
          frame: ACK,
          notes: [],
        },
      ],
    });
  });

  test('no packets', () => {
    expect(readCapture(pcapHeader(big, MICRO, 1))).toStrictEqual({ format: 'pcap', packets: [] });
  });

  test('a packet of no octets', () => {
    const bytes = joined(pcapHeader(little, MICRO, 1), pcapRecord(little, 0, 0, new Uint8Array(0)));
    expect(readCapture(bytes)).toMatchObject({
      packets: [{ frame: new Uint8Array(0), originalLength: 0, offset: 40 }],
    });
  });

  test('what stands above the link type is not part of it', () => {
    // The length of the FCS: 4 octets, and that it is known.
    const bytes = joined(pcapHeader(little, MICRO, 0x54000001), pcapRecord(little, 0, 0, ARP));
    expect(readCapture(bytes)).toMatchObject({ packets: [{ linkType: 1, frame: ARP, notes: [] }] });
  });

  test('microseconds that make a second or more are carried over', () => {
    const at = (magic: number, fraction: number) =>
      readCapture(joined(pcapHeader(big, magic, 1), pcapRecord(big, 7, fraction, ARP))).packets[0]?.time;
    expect(at(MICRO, 999_999)).toEqual({ seconds: 7, nanoseconds: 999_999_000 });
    expect(at(MICRO, 1_000_000)).toEqual({ seconds: 8, nanoseconds: 0 });
    expect(at(MICRO, 0xffffffff)).toEqual({ seconds: 7 + 4294, nanoseconds: 967_295_000 });
    expect(at(NANO, 0xffffffff)).toEqual({ seconds: 7 + 4, nanoseconds: 294_967_295 });
  });

  test('a frame is a view into the file, wherever the file lies in its buffer', () => {
    const file = joined(pcapHeader(little, MICRO, 1), pcapRecord(little, 3, 4, ARP));
    const around = joined(new Uint8Array(5).fill(0xa5), file, new Uint8Array(5).fill(0xa5));
    const bytes = around.subarray(5, 5 + file.length);
    const { packets } = readCapture(bytes);
    expect(packets).toMatchObject([{ time: { seconds: 3, nanoseconds: 4000 }, offset: 40, frame: ARP }]);
    expect(packets[0]?.frame.buffer).toBe(around.buffer);
    expect(packets[0]?.frame.byteOffset).toBe(45);
  });

  test.each(vectorNames)('%s', (name) => {
    const { format, packets: packet, error } = readCapture(vectorOctets(name));
    expect({ format, error }).toEqual({ format: 'pcap', error: undefined });
    expect(packet.map((one) => toHex(one.frame))).toEqual(vectorFrames(name).map(toHex));
    // Recorded in one go on a November day: 2026-11-23, give or take a day.
    for (const { time, linkType, notes, originalLength, frame } of packet) {
      expect(Math.abs((time?.seconds ?? 0) - 1795450000)).toBeLessThan(86400);
      expect({ linkType, notes, originalLength }).toEqual({ linkType: 1, notes: [], originalLength: frame.length });
    }
  });
});

describe('a file that breaks off: what came before stands', () => {
  const whole = joined(pcapHeader(little, MICRO, 1), pcapRecord(little, 1, 0, ARP), pcapRecord(little, 2, 0, ACK));
  const second = 24 + 16 + ARP.length;

  test('every truncation', () => {
    for (let length = 0; length < whole.length; length++) {
      const { format, packets, error } = readCapture(whole.subarray(0, length));
      const at = `${length} octets`;
      if (length < 4) {
        expect({ format, packets, error }, at).toMatchObject({
          format: 'unknown',
          packets: [],
          error: { code: 'captureMagic', field: 'capture', offset: 0, length },
        });
        continue;
      }
      expect(format, at).toBe('pcap');
      if (length < 24) {
        expect(error, at).toMatchObject({ code: 'captureHeader', field: 'capture', offset: 0, length });
      } else if (length === 24 || length === second) {
        expect(error, at).toBeUndefined();
      } else {
        const offset = length < second ? 24 : second;
        const octets = Math.min(16, length - offset);
        expect(error, at).toMatchObject({ code: 'captureRecord', field: 'capture', offset, length: octets });
      }
      expect(packets.length, at).toBe(length < second ? 0 : 1);
    }
  });

  test.each([19, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff])('a lying length of %i', (length) => {
    const bytes = Uint8Array.from(whole);
    bytes.set(little.u32(length), second + 8);
    expect(readCapture(bytes)).toMatchObject({
      packets: [{ frame: ARP }],
      error: { code: 'captureRecord', offset: second, length: 16, clause: 'pcap' },
    });
  });
});

test.each([
  ['text', new TextEncoder().encode('GET / HTTP/1.1')],
  ['zeros', new Uint8Array(100)],
  ['nothing', new Uint8Array(0)],
  ['a magic number of which one octet is wrong', hex(`a1b2c3d5${'00'.repeat(20)}`)],
  ['a magic number with two octets swapped', hex(`b2a1d4c3${'00'.repeat(20)}`)],
])('no capture: %s', (_what, bytes) => {
  expect(readCapture(bytes)).toStrictEqual({
    format: 'unknown',
    packets: [],
    error: {
      code: 'captureMagic',
      field: 'capture',
      offset: 0,
      length: Math.min(4, bytes.length),
      clause: 'pcap',
    },
  });
});

describe('written', () => {
  test('the octets', () => {
    const packets: PacketToWrite[] = [
      { time: { seconds: 0x01020304, nanoseconds: 5_999_999 }, frame: ACK, originalLength: 60 },
      { frame: hex('ab') },
    ];
    const header = 'd4c3b2a1 0200 0400 00000000 00000000 00000400 01000000';
    const octets = (text: string) => toHex(hex(text));
    expect(toHex(writePcap(packets))).toBe(
      octets(`${header} 04030201 6f170000 12000000 3c000000 ${toHex(ACK)} 00000000 00000000 01000000 01000000 ab`),
    );
    expect(toHex(writePcap(packets, { nanoseconds: true, linkType: 113 }))).toBe(
      octets(
        `4d3cb2a1 0200 0400 00000000 00000000 00000400 71000000
         04030201 7f8d5b00 12000000 3c000000 ${toHex(ACK)} 00000000 00000000 01000000 01000000 ab`,
      ),
    );
  });

  test('header and records one by one are the file', () => {
    const packets = [{ time: { seconds: 1, nanoseconds: 1 }, frame: ACK }, { frame: ARP }];
    for (const options of [{}, { nanoseconds: true }, { linkType: 276 }]) {
      const parts = [encodePcapHeader(options), ...packets.map((packet) => encodePcapRecord(packet, options))];
      expect(toHex(writePcap(packets, options))).toBe(toHex(joined(...parts)));
    }
  });

  test('what is written is read back', () => {
    const packet = fc
      .record({
        time: fc.record({ seconds: fc.nat(0xffffffff), nanoseconds: fc.nat(999_999_999) }),
        frame: fc.uint8Array({ maxLength: 100 }),
        more: fc.oneof(fc.constant(0), fc.nat(1500)),
      })
      .map(({ time, frame, more }) => ({ time, frame, originalLength: frame.length + more }));
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 5 }), fc.boolean(), (packets, nanoseconds) => {
        const { format, packets: read, error } = readCapture(writePcap(packets, { nanoseconds }));
        expect({ format, error }).toEqual({ format: 'pcap', error: undefined });
        expect(read.map(({ time, frame, originalLength }) => ({ time, frame, originalLength }))).toEqual(
          packets.map(({ time, ...rest }) => ({
            time: nanoseconds ? time : { ...time, nanoseconds: time.nanoseconds - (time.nanoseconds % 1000) },
            ...rest,
          })),
        );
        for (const { notes, frame, originalLength } of read) {
          const codes = frame.length < originalLength ? ['capturePacketCut'] : [];
          expect(notes.map((note) => note.code)).toEqual(codes);
        }
      }),
      { numRuns: 300 },
    );
  });

  const time = { seconds: 0, nanoseconds: 0 };
  test.each<[what: string, packet: unknown, field: string]>([
    ['null', null, 'packet'],
    ['no frame', {}, 'packet.frame'],
    ['a frame that is no Uint8Array', { frame: [1, 2] }, 'packet.frame'],
    ['a frame beyond the snap length', { frame: new Uint8Array(262_145) }, 'packet.frame'],
    ['a time of null', { frame: ACK, time: null }, 'packet.time'],
    ['a time before 1970', { frame: ACK, time: { ...time, seconds: -1 } }, 'packet.time.seconds'],
    ['a time after 2106', { frame: ACK, time: { ...time, seconds: 2 ** 32 } }, 'packet.time.seconds'],
    ['a part of a second', { frame: ACK, time: { ...time, seconds: 0.5 } }, 'packet.time.seconds'],
    ['a whole second', { frame: ACK, time: { ...time, nanoseconds: 1e9 } }, 'packet.time.nanoseconds'],
    ['no nanoseconds', { frame: ACK, time: { seconds: 0 } }, 'packet.time.nanoseconds'],
    ['fewer octets than there are', { frame: ACK, originalLength: 17 }, 'packet.originalLength'],
    ['more octets than can be told', { frame: ACK, originalLength: 2 ** 32 }, 'packet.originalLength'],
  ])('refused: %s', (_what, packet, field) => {
    const error = { name: 'EncodeError', code: 'dot1qbgEncode', field };
    expect(() => encodePcapRecord(packet as PacketToWrite)).toThrow(expect.objectContaining(error));
    expect(() => writePcap([{ frame: ARP }, packet as PacketToWrite])).toThrow(expect.objectContaining(error));
  });

  test.each([-1, 65536, 1.5])('refused: link type %s', (linkType) => {
    const options: WritePcapOptions = { linkType };
    expect(() => encodePcapHeader(options)).toThrow(expect.objectContaining({ field: 'linkType' }));
    expect(() => writePcap([], options)).toThrow(expect.objectContaining({ field: 'linkType' }));
  });

  test('the longest frame that fits', () => {
    const frame = new Uint8Array(262_144).fill(0x5a);
    expect(readCapture(writePcap([{ frame }])).packets[0]?.frame.length).toBe(262_144);
  });
});
