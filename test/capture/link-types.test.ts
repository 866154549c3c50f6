// Packets of the three link types become Ethernet frames; what cannot is an error of that packet alone.

import { describe, expect, test } from 'vitest';
import { LINK_ETHERNET, LINK_SLL, LINK_SLL2, readCapture, writePcap } from '../../src/capture/index.js';
import { decodeFrame } from '../../src/frame/index.js';
import { hex, toHex } from '../support/hex.js';

/** The packets of a file of one link type; the first lies at octet 40. */
const packetsOf = (linkType: number, ...octets: string[]) =>
  readCapture(
    writePcap(
      octets.map((text) => ({ frame: hex(text) })),
      { linkType },
    ),
  ).packets;

// Packet type, ARPHRD, length of the address, address, protocol.
const SLL = '0002 0001 0006 020000000002 0000 8940';
// Protocol, reserved, interface, ARPHRD, packet type, length of the address, address.
const SLL2 = '8940 0000 00000003 0001 02 06 020000000002 0000';
const ACK = '14010005';

const destinationUnknown = (length: number) => ({
  code: 'captureDestinationUnknown',
  field: 'capture',
  offset: 40,
  length,
  clause: 'pcap',
});

test('the numbers of the link types', () => {
  expect([LINK_ETHERNET, LINK_SLL, LINK_SLL2]).toEqual([1, 113, 276]);
});

describe.each([
  ['SLL', LINK_SLL, SLL, 16],
  ['SLL2', LINK_SLL2, SLL2, 20],
])('%s', (_name, linkType, header, octets) => {
  test('source, protocol and payload make a frame; the destination is 0 and told', () => {
    const [packet] = packetsOf(linkType, `${header} ${ACK} 0000`);
    expect(packet).toStrictEqual({
      time: { seconds: 0, nanoseconds: 0 },
      linkType,
      originalLength: octets + 6,
      offset: 40,
      frame: hex(`000000000000 020000000002 8940 ${ACK} 0000`),
      notes: [destinationUnknown(octets)],
    });
    expect(packet && decodeFrame(packet.frame)).toMatchObject({
      ok: true,
      value: { kind: 'ecpAck', ethernet: { destination: 0, source: 0x020000000002 }, ecp: { sequence: 5 } },
    });
  });

  test('an address that is no MAC address leaves the source 0', () => {
    for (const length of ['00', '04', '08']) {
      const other = header.replace(/ (00)?06 /, (_all, high = '') => ` ${high}${length} `);
      expect(other).not.toBe(header);
      expect(toHex(packetsOf(linkType, `${other} ${ACK}`)[0]?.frame ?? hex(''))).toBe(`${'00'.repeat(12)}8940${ACK}`);
    }
  });

  test('a header and nothing behind', () => {
    expect(packetsOf(linkType, header)).toMatchObject([{ frame: hex('000000000000 020000000002 8940') }]);
  });

  test('a torn header is an error of that packet, the next one stands', () => {
    const short = header.replaceAll(' ', '').slice(0, -2);
    const packets = packetsOf(linkType, short, `${header} ${ACK}`, '');
    expect(packets).toMatchObject([
      {
        frame: new Uint8Array(0),
        notes: [],
        error: { code: 'captureLinkHeader', field: 'capture', offset: 40, length: octets - 1, clause: 'pcap' },
      },
      { notes: [{ code: 'captureDestinationUnknown' }] },
      { frame: new Uint8Array(0), error: { code: 'captureLinkHeader', length: 0 } },
    ]);
    expect(packets[1] && 'error' in packets[1]).toBe(false);
  });

  test('a frame of its own, no view into the file', () => {
    const file = writePcap([{ frame: hex(`${header} ${ACK}`) }], { linkType });
    const [packet] = readCapture(file).packets;
    file.fill(0x77);
    expect(toHex(packet?.frame ?? hex(''))).toBe(`0000000000000200000000028940${ACK}`);
  });
});

test.each([0, 105, 127, 228, 65535])('link type %i is none that is known: an error of the packet', (linkType) => {
  expect(packetsOf(linkType, 'abcd', '')).toMatchObject([
    {
      linkType,
      frame: new Uint8Array(0),
      error: { code: 'captureLinkType', field: 'capture', offset: 40, length: 2, clause: 'pcap' },
    },
    { error: { code: 'captureLinkType', offset: 58, length: 0 } },
  ]);
});

describe('cut by a snap length: a note, and no error', () => {
  const cut = { code: 'capturePacketCut', field: 'capture', length: 0, clause: 'pcap' };

  test('Ethernet', () => {
    const frame = hex('0180c2000000 020000000002 8940');
    const [packet] = readCapture(writePcap([{ frame, originalLength: 60 }])).packets;
    expect(packet).toStrictEqual({
      time: { seconds: 0, nanoseconds: 0 },
      linkType: 1,
      originalLength: 60,
      offset: 40,
      frame,
      notes: [{ ...cut, offset: 54 }],
    });
  });

  test('more octets than there were on the wire are no cut', () => {
    const file = writePcap([{ frame: hex('0180c2000000 020000000002 8940') }]);
    file.set([13, 0, 0, 0], 24 + 12);
    expect(readCapture(file).packets).toMatchObject([{ originalLength: 13, frame: { length: 14 }, notes: [] }]);
  });

  test('SLL: both notes', () => {
    const [packet] = readCapture(
      writePcap([{ frame: hex(`${SLL} 14`), originalLength: 60 }], { linkType: 113 }),
    ).packets;
    expect(packet?.notes).toStrictEqual([{ ...cut, offset: 57 }, destinationUnknown(16)]);
    expect(packet && 'error' in packet).toBe(false);
  });

  test('an unknown link type is told besides', () => {
    const [packet] = readCapture(writePcap([{ frame: hex('ab'), originalLength: 2 }], { linkType: 9 })).packets;
    expect(packet).toMatchObject({ notes: [{ code: 'capturePacketCut' }], error: { code: 'captureLinkType' } });
  });
});
