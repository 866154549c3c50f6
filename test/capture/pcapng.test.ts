// pcapng: sections, interfaces, the three kinds of packets, times; and files that break off or lie.

import { describe, expect, test } from 'vitest';
import { type CaptureTime, readCapture } from '../../src/capture/index.js';
import {
  big,
  block,
  endOfOptions,
  enhancedPacket,
  interfaceDescription,
  joined,
  little,
  oldPacket,
  option,
  section,
  simplePacket,
} from '../support/capture-files.js';
import { hex, toHex } from '../support/hex.js';

const ARP = hex('ffffffffffff 020000000001 0806 000102');
const ACK = hex('0180c2000000 020000000002 8940 14010005');
const ETHERNET = 1;

const COMMENT = option(little, 1, new TextEncoder().encode('five5'));

const orders = [
  ['little endian', little],
  ['big endian', big],
] as const;

describe.each(orders)('%s', (_name, order) => {
  test('one packet of each kind', () => {
    const bytes = joined(
      section(order),
      interfaceDescription(order, ETHERNET),
      enhancedPacket(order, { low: 1_500_000 }, ARP),
      oldPacket(order, { high: 1, low: 2 }, ACK),
      simplePacket(order, ARP),
    );
    const common = { linkType: 1, notes: [] };
    expect(readCapture(bytes)).toStrictEqual({
      format: 'pcapng',
      packets: [
        {
          ...common,
          time: { seconds: 1, nanoseconds: 500_000_000 },
          originalLength: 17,
          offset: 28 + 20 + 28,
          frame: ARP,
        },
        {
          ...common,
          time: { seconds: 4294, nanoseconds: 967_298_000 },
          originalLength: 18,
          offset: 28 + 20 + 52 + 28,
          frame: ACK,
        },
        { ...common, originalLength: 17, offset: 28 + 20 + 52 + 52 + 12, frame: ARP },
      ],
    });
  });

  test('several interfaces, each with its link type and its time', () => {
    const bytes = joined(
      section(order),
      interfaceDescription(order, ETHERNET),
      interfaceDescription(order, 113, 0, joined(option(order, 9, Uint8Array.of(3)), endOfOptions)),
      enhancedPacket(order, { on: 1, low: 1500 }, hex(`0000 0001 0006 020000000009 0000 0806 ${'00'.repeat(2)}`)),
      enhancedPacket(order, { on: 0, low: 1500 }, ARP),
      oldPacket(order, { on: 1, low: 2500 }, hex(`0000 0001 0006 020000000009 0000 0806 ${'00'.repeat(2)}`)),
    );
    expect(readCapture(bytes)).toMatchObject({
      packets: [
        { linkType: 113, time: { seconds: 1, nanoseconds: 500_000_000 }, frame: { length: 16 } },
        { linkType: 1, time: { seconds: 0, nanoseconds: 1_500_000 }, frame: ARP },
        { linkType: 113, time: { seconds: 2, nanoseconds: 500_000_000 } },
      ],
    });
  });

  test('blocks of other kinds are stepped over', () => {
    const other = (type: number, octets: number) => block(order, type, new Uint8Array(octets).fill(0xff));
    const bytes = joined(
      section(order, joined(option(order, 2, ACK), endOfOptions)),
      other(4, 40),
      interfaceDescription(order, ETHERNET),
      other(5, 12),
      enhancedPacket(order, {}, ARP, 17, joined(option(order, 1, ACK), endOfOptions)),
      other(0x80000001, 0),
      other(10, 100),
      enhancedPacket(order, {}, ACK),
    );
    const { packets, error } = readCapture(bytes);
    expect(error).toBeUndefined();
    expect(packets.map((one) => one.frame)).toEqual([ARP, ACK]);
  });
});

test('sections: each with its own byte order and its own interfaces', () => {
  const bytes = joined(
    section(little),
    interfaceDescription(little, 113),
    interfaceDescription(little, ETHERNET),
    enhancedPacket(little, { on: 1 }, ARP),
    section(big),
    interfaceDescription(big, ETHERNET),
    enhancedPacket(big, { on: 0 }, ACK),
    section(little),
    interfaceDescription(little, ETHERNET),
    enhancedPacket(little, { on: 0 }, ARP),
  );
  const { packets, error } = readCapture(bytes);
  expect(error).toBeUndefined();
  expect(packets.map((one) => [one.linkType, toHex(one.frame)])).toEqual([
    [1, toHex(ARP)],
    [1, toHex(ACK)],
    [1, toHex(ARP)],
  ]);
});

test('the interfaces of one section are not those of the next', () => {
  const first = joined(section(little), interfaceDescription(little, ETHERNET), enhancedPacket(little, {}, ARP));
  const bytes = joined(first, section(little), enhancedPacket(little, {}, ACK));
  expect(readCapture(bytes)).toMatchObject({
    packets: [{ frame: ARP }],
    error: { code: 'captureInterface', offset: first.length + 28 },
  });
});

describe('times', () => {
  const timeOf = (options: Uint8Array, high: number, low: number): CaptureTime | undefined =>
    readCapture(
      joined(
        section(little),
        interfaceDescription(little, ETHERNET, 0, options),
        enhancedPacket(little, { high, low }, ARP),
      ),
    ).packets[0]?.time;
  const resolution = (value: number) => option(little, 9, Uint8Array.of(value));
  const offset = (value: bigint) => {
    const octets = new Uint8Array(8);
    new DataView(octets.buffer).setBigInt64(0, value, true);
    return option(little, 14, octets);
  };

  test.each<[what: string, options: Uint8Array, high: number, low: number, time: CaptureTime]>([
    ['microseconds by default', hex(''), 0x60a24, 0x181e4001, { seconds: 1_700_000_000, nanoseconds: 1000 }],
    ['seconds', resolution(0), 0, 1_700_000_000, { seconds: 1_700_000_000, nanoseconds: 0 }],
    ['milliseconds', resolution(3), 0, 12_345, { seconds: 12, nanoseconds: 345_000_000 }],
    ['nanoseconds', resolution(9), 1, 7, { seconds: 4, nanoseconds: 294_967_303 }],
    ['picoseconds', resolution(12), 0x100, 0, { seconds: 1, nanoseconds: 99_511_627 }],
    ['finer than any clock', resolution(127), 0xffffffff, 0xffffffff, { seconds: 0, nanoseconds: 0 }],
    ['powers of two', resolution(0x80 | 10), 0, 1024 + 512 + 1, { seconds: 1, nanoseconds: 500_976_562 }],
    ['2^0', resolution(0x80), 0, 9, { seconds: 9, nanoseconds: 0 }],
    ['an offset', offset(1_700_000_000n), 0, 1_000_001, { seconds: 1_700_000_001, nanoseconds: 1000 }],
    ['an offset below 0', offset(-5n), 0, 1_000_000, { seconds: -4, nanoseconds: 0 }],
    [
      'both, behind a comment, then the end',
      joined(COMMENT, resolution(3), offset(10n), endOfOptions, resolution(0)),
      0,
      1001,
      { seconds: 11, nanoseconds: 1_000_000 },
    ],
    [
      'a resolution of two octets is none',
      option(little, 9, Uint8Array.of(3, 0)),
      0,
      5,
      { seconds: 0, nanoseconds: 5000 },
    ],
    [
      'an offset of four octets is none',
      option(little, 14, Uint8Array.of(3, 0, 0, 0)),
      0,
      5,
      { seconds: 0, nanoseconds: 5000 },
    ],
    [
      'an option whose value would start behind the block is none',
      joined(resolution(3), hex('0900 0100')),
      0,
      1001,
      { seconds: 1, nanoseconds: 1_000_000 },
    ],
    [
      'an option that runs past the block is none',
      joined(resolution(3), hex('0900 0500 00000000')),
      0,
      1001,
      { seconds: 1, nanoseconds: 1_000_000 },
    ],
  ])('%s', (_what, options, high, low, time) => {
    expect(timeOf(options, high, low)).toEqual(time);
  });
});

describe('a Simple Packet Block has no length of its own', () => {
  const read = (snapLength: number, frame: Uint8Array, originalLength: number) =>
    readCapture(
      joined(
        section(little),
        interfaceDescription(little, ETHERNET, snapLength),
        simplePacket(little, frame, originalLength),
      ),
    );

  test('it is that of the packet', () => {
    expect(read(0, ARP, 17).packets).toMatchObject([{ frame: ARP, originalLength: 17, notes: [] }]);
    expect(read(17, ARP, 17).packets).toMatchObject([{ frame: ARP, originalLength: 17, notes: [] }]);
    const [packet] = read(0, ARP, 17).packets;
    expect(packet && 'time' in packet).toBe(false);
  });

  test('or the snap length, where that is less', () => {
    expect(read(16, ARP.slice(0, 16), 17)).toStrictEqual({
      format: 'pcapng',
      packets: [
        {
          linkType: 1,
          originalLength: 17,
          offset: 60,
          frame: ARP.slice(0, 16),
          notes: [expect.objectContaining({ code: 'capturePacketCut', offset: 76, length: 0 })],
        },
      ],
    });
  });

  test('it is of the first interface', () => {
    const bytes = joined(
      section(big),
      interfaceDescription(big, ETHERNET),
      interfaceDescription(big, 113),
      simplePacket(big, ARP),
    );
    expect(readCapture(bytes).packets).toMatchObject([{ linkType: 1, frame: ARP }]);
  });
});

describe('a file that is broken: what came before stands, and the block is named', () => {
  const good = joined(section(little), interfaceDescription(little, ETHERNET), enhancedPacket(little, {}, ARP));
  const u32 = (value: number) => little.u32(value);
  /** A block whose two lengths need not be right. */
  const lying = (type: number, length: number, body: Uint8Array, behind = length): Uint8Array =>
    joined(u32(type), u32(length), body, u32(behind));
  const zeros = (octets: number) => new Uint8Array(octets);

  test.each<[what: string, rest: Uint8Array, code: string]>([
    ['four octets', zeros(4), 'captureBlock'],
    ['eleven octets', zeros(11), 'captureBlock'],
    ['a length of 0', lying(5, 0, zeros(0)), 'captureBlockLength'],
    ['a length of 8', lying(5, 8, zeros(0)), 'captureBlockLength'],
    ['a length that is no multiple of 4', lying(5, 13, zeros(1)), 'captureBlockLength'],
    ['a length past the end of the file', lying(5, 20, zeros(4)), 'captureBlock'],
    ['a length past 2^31', lying(5, 0xfffffffc, zeros(4)), 'captureBlock'],
    ['another length behind', lying(5, 16, zeros(4), 12), 'captureBlockLength'],
    ['a section header without byte order', block(little, 0x0a0d0d0a, zeros(16)), 'captureByteOrder'],
    [
      'a section header that is too short',
      block(little, 0x0a0d0d0a, joined(u32(0x1a2b3c4d), zeros(8))),
      'captureByteOrder',
    ],
    ['an interface of 4 octets', block(little, 1, zeros(4)), 'captureBlockLength'],
    ['a packet of 16 octets', block(little, 6, zeros(16)), 'captureBlockLength'],
    ['an old packet of 16 octets', block(little, 2, zeros(16)), 'captureBlockLength'],
    ['a simple packet of none', block(little, 3, zeros(0)), 'captureBlockLength'],
    ['an interface that there is not', enhancedPacket(little, { on: 1 }, ARP), 'captureInterface'],
    ['an interface beyond all', enhancedPacket(little, { on: 0xffffffff }, ARP), 'captureInterface'],
    ['an old packet of another interface', oldPacket(little, { on: 1 }, ARP), 'captureInterface'],
    [
      'a packet longer than its block',
      block(little, 6, joined(zeros(12), u32(21), u32(21), zeros(20))),
      'capturePacketLength',
    ],
    [
      'a packet longer than any',
      block(little, 6, joined(zeros(12), u32(0xffffffff), u32(0xffffffff), zeros(20))),
      'capturePacketLength',
    ],
    ['a simple packet longer than its block', block(little, 3, joined(u32(21), zeros(20))), 'capturePacketLength'],
  ])('%s', (_what, rest, code) => {
    const bytes = joined(good, rest, good);
    // What follows would be fine, were the file not at its end.
    const cut = code === 'captureBlock' ? joined(good, rest) : bytes;
    expect(readCapture(cut)).toMatchObject({
      format: 'pcapng',
      packets: [{ frame: ARP }],
      error: {
        code,
        field: 'capture',
        offset: good.length,
        length: Math.min(12, cut.length - good.length),
        clause: 'pcapng',
      },
    });
  });

  test('every truncation', () => {
    const bytes = joined(good, enhancedPacket(little, {}, ACK), section(big));
    const blocks = [0, 28, 48, 100, 152, 180];
    expect(bytes.length).toBe(180);
    for (let length = 4; length < bytes.length; length++) {
      const { format, packets, error } = readCapture(bytes.subarray(0, length));
      const offset = Math.max(...blocks.filter((at) => at <= length));
      const at = `${length} octets`;
      expect(format, at).toBe('pcapng');
      expect(packets.length, at).toBe(length < 100 ? 0 : length < 152 ? 1 : 2);
      if (offset === length) expect(error, at).toBeUndefined();
      else expect(error, at).toMatchObject({ code: 'captureBlock', offset, length: Math.min(12, length - offset) });
    }
  });
});
