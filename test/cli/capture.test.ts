// How captures are read: piece by piece, whatever the pieces, with the places of the whole file.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CapturedPacket, readCapture, writePcap } from '../../src/capture/index.js';
import { formatElapsed, formatTime, formatUtc, parseTime } from '../../src/cli/capture-time.js';
import { capturePieces } from '../../src/cli/frames/capture-pieces.js';
import { evb, jsonLines } from './run-evb.js';

const ACK = Buffer.from('0180c2000000020000000002894014010005', 'hex');
const VECTOR = readFileSync('test/vectors/r15-vdp-keepalive.pcap');

/** A pcapng file of one section with an interface and these blocks. */
function pcapng(...frames: readonly Uint8Array[]): Buffer {
  const word = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
  const block = (type: number, body: Buffer) => {
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    return Buffer.concat([word(type), word(padded.length + 12), padded, word(padded.length + 12)]);
  };
  const section = block(0x0a0d0d0a, Buffer.concat([word(0x1a2b3c4d), word(1), Buffer.alloc(8, 0xff)]));
  const microseconds = Buffer.concat([word(1), word(0)]);
  const packets = frames.map((frame, i) =>
    block(6, Buffer.concat([word(0), word(0), word(1_000_000 * i), word(frame.length), word(frame.length), frame])),
  );
  return Buffer.concat([section, block(1, microseconds), ...packets]);
}

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] as number;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** The packets and the error, with the offsets of the file. */
async function gathered(chunks: AsyncIterable<Uint8Array>) {
  const packet: CapturedPacket[] = [];
  let error: unknown;
  for await (const piece of capturePieces(chunks)) {
    for (const one of piece.packets) {
      const shifted = <T extends { readonly offset: number }>(at: T): T => ({ ...at, offset: at.offset + piece.shift });
      packet.push({
        ...shifted(one),
        frame: one.frame.slice(),
        notes: one.notes.map(shifted),
        ...(one.error && { error: shifted(one.error) }),
      });
    }
    error = piece.error;
  }
  return { packet, error };
}

const files: Readonly<Record<string, Buffer>> = {
  pcap: VECTOR,
  pcapng: pcapng(ACK, ACK, ACK),
  'a packet cut by a snap length': Buffer.from(writePcap([{ frame: ACK }, { frame: ACK, originalLength: 60 }])),
  'a cooked capture': Buffer.from(writePcap([{ frame: ACK }, { frame: Buffer.alloc(20) }], { linkType: 113 })),
  'an unknown link type': Buffer.from(writePcap([{ frame: ACK }, { frame: ACK }], { linkType: 105 })),
  'no capture': Buffer.from('this is no capture, is it?'),
  'a header alone': VECTOR.subarray(0, 24),
};

describe('piece by piece as in one go', () => {
  test.each(Object.entries(files))('%s', async (_name, file) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
        fc.option(fc.nat(file.length)),
        async (sizes, cut) => {
          const bytes = file.subarray(0, cut ?? file.length);
          const whole = readCapture(bytes);
          const pieces = await gathered(inChunks(bytes, sizes));
          expect(pieces.packet).toEqual(whole.packets.map((one) => ({ ...one, frame: one.frame.slice() })));
          // A record that breaks off ends with the file, however far it was looked at.
          expect(pieces.error).toEqual(whole.error);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('a record that claims more than there is does not take time without end', async () => {
    const bytes = Buffer.concat([
      VECTOR,
      Buffer.from('0000000000000000ffffff7fffffff7f', 'hex'),
      Buffer.alloc(2 ** 26),
    ]);
    const started = performance.now();
    const { packet, error } = await gathered(inChunks(bytes, [2 ** 16]));
    expect(packet).toHaveLength(88);
    expect(error).toMatchObject({ code: 'captureRecord', offset: VECTOR.length });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('packets come as soon as they are whole', async () => {
    const given: number[] = [];
    async function* slowly(): AsyncGenerator<Uint8Array> {
      for await (const chunk of inChunks(VECTOR, [24, 81, 34])) {
        given.push(chunk.length);
        yield chunk;
      }
    }
    for await (const { packets } of capturePieces(slowly())) {
      if (packets.length === 0) continue;
      expect(given).toEqual([24, 81]);
      break;
    }
  });

  test('who stops reading lets the source go', async () => {
    for (const file of [VECTOR, files.pcapng as Buffer]) {
      let open = true;
      async function* source(): AsyncGenerator<Uint8Array> {
        try {
          yield* inChunks(file, [200]);
        } finally {
          open = false;
        }
      }
      for await (const _ of capturePieces(source())) break;
      expect(open).toBe(false);
    }
  });
});

describe('evb decode of', () => {
  test('a capture that breaks off prints what came before', async () => {
    const { status, out, err } = await evb(['decode', '--brief', '-'], {
      stdin: VECTOR.subarray(0, 24 + 81 + 34 + 50),
    });
    expect(status).toBe(2);
    expect(out.endsWith('\n2 frames, 0 failed\n')).toBe(true);
    const where = `octet ${24 + 81 + 34}: expected a packet record that ends inside the file`;
    expect(err).toBe(`evb: standard input: ${where}\n`);
  });

  test('pcapng', async () => {
    const { status, out } = await evb(['decode', '--json', '-'], { stdin: files.pcapng as Buffer });
    expect(status).toBe(0);
    expect(jsonLines(out).map(({ number, time }) => [number, time])).toEqual([
      [1, '0.000000'],
      [2, '1.000000'],
      [3, '2.000000'],
    ]);
  });

  test('a packet that was cut tells so, with its place in the file', async () => {
    const stdin = [(files['a packet cut by a snap length'] as Buffer).subarray(0, 70)];
    const rest = (files['a packet cut by a snap length'] as Buffer).subarray(70);
    const { out } = await evb(['decode', '--json', '-'], { stdin: [...stdin, rest] });
    const [, cut] = jsonLines(out) as { notes?: unknown }[];
    expect(cut?.notes).toMatchObject([{ code: 'capturePacketCut', field: 'capture', offset: 24 + 2 * 34, length: 0 }]);
    const text = await evb(['decode', '-'], { stdin: [...stdin, rest] });
    expect(text.out).toContain('  note capturePacketCut: capture (octet 92): expected the whole packet;');
  });

  test('packets of an unknown link type: a failed frame each', async () => {
    const file = files['an unknown link type'] as Buffer;
    const stdin = [file.subarray(0, 60), file.subarray(60)];
    const { status, out } = await evb(['decode', '--json', '-'], { stdin });
    expect(status).toBe(1);
    expect(jsonLines(out)).toMatchObject([
      { ok: false, number: 1, time: '0.000000', error: { code: 'captureLinkType', offset: 40, length: 18 } },
      { ok: false, number: 2, error: { offset: 74 } },
    ]);
    expect(out).not.toContain('"octets"');
  });

  test('simple packets of pcapng, which have no time', async () => {
    const simple = Buffer.from('03000000240000001200000000000000', 'hex').subarray(0, 12);
    const block = Buffer.concat([simple, ACK, Buffer.alloc(2), Buffer.from('24000000', 'hex')]);
    const stdin = Buffer.concat([pcapng(), block]);
    const { status, out } = await evb(['decode', '--brief', '-'], { stdin });
    expect(status).toBe(0);
    expect(out).toBe('  1         -   18  02-00-00-00-00-02 > NCB  ECP acknowledgement #5\n1 frame, 0 failed\n');
  });
});

describe('times', () => {
  const time = fc.record({
    seconds: fc.oneof(fc.nat(), fc.integer({ min: 0, max: 0xffff_ffff })),
    nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
  });

  test('as text and back', () => {
    fc.assert(
      fc.property(time, (one) => {
        expect(parseTime(formatTime(one, 9))).toEqual(one);
        const microseconds = { ...one, nanoseconds: one.nanoseconds - (one.nanoseconds % 1000) };
        expect(parseTime(formatTime(one, 6))).toEqual(microseconds);
      }),
    );
  });

  test('between two, either way', () => {
    fc.assert(
      fc.property(time, time, (a, b) => {
        const microseconds = ({ seconds, nanoseconds }: typeof a) => BigInt(seconds) * 10n ** 9n + BigInt(nanoseconds);
        const difference = microseconds(b) - microseconds(a);
        const size = difference < 0n ? -difference : difference;
        const text = String(size).padStart(10, '0');
        const expected = `${difference < 0n ? '-' : ''}${text.slice(0, -9)}.${text.slice(-9, -3)}`;
        expect(formatElapsed(a, b)).toBe(expected);
      }),
    );
  });

  test.each([
    [{ seconds: -2, nanoseconds: 500_000_000 }, '-1.500000'],
    [{ seconds: -1, nanoseconds: 0 }, '-1.000000'],
    [{ seconds: -1, nanoseconds: 999_999_000 }, '-0.000001'],
  ])('before 1970: %o', (before, text) => {
    expect(formatTime(before, 6)).toBe(text);
  });

  test('in UTC', () => {
    expect(formatUtc({ seconds: 1_700_000_000, nanoseconds: 123_456_789 })).toBe('2023-11-14 22:13:20.123456 UTC');
    expect(formatUtc({ seconds: 1e15, nanoseconds: 0 })).toBe('1000000000000000.000000 s');
  });

  test.each(['', '1', '1.5', '1.0000000', '-1.000000', ' 1.000000', '1.00000a', '1e3.000000'])('%o is none', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});
