// Frames recorded between two daemons of openlldp. What they say was read from the octets and from tshark, not by the
// code under test.

import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type Frame } from '../../src/frame/index.js';
import type { FilterEntry } from '../../src/vdp/index.js';
import { hex, toHex } from '../support/hex.js';
import { vectorFrames, vectorNames } from '../support/vectors.js';

const STATION = 0x020000005a01;
const BRIDGE = 0x020000005b01;

const frameCounts: Readonly<Record<string, number>> = {
  'd01-evb-negotiate': 18,
  'd13-vdp-assoc-then-deassoc': 4,
  'r01-evb-negotiate': 16,
  'r10-vdp-lifecycle-vid': 24,
  'r11-vdp-filter-formats': 64,
  'r15-vdp-keepalive': 88,
  'r25-station-vanishes': 18,
  'r31-debug-error-preassoc': 16,
};

function decodedFrames(name: string): Frame[] {
  return vectorFrames(name).map((octets) => {
    const result = decodeFrame(octets);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
    return result.value;
  });
}

test('all files are known', () => {
  expect([...vectorNames].sort()).toEqual(Object.keys(frameCounts));
});

test.each(Object.entries(frameCounts))('captured frames encode back to the same octets: %s', (name, count) => {
  const frames = vectorFrames(name);
  expect(frames.length).toBe(count);
  for (const octets of frames) {
    const result = decodeFrame(octets);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && toHex(encodeFrame(result.value))).toBe(toHex(octets));
  }
});

/** A filter entry, short: `GroupID/MAC/PS.PCP.VID`, what is not there left out. */
function entryText({ groupId, mac, ps, pcp, vid }: FilterEntry): string {
  const known = [groupId?.toString(16), mac?.toString(16), ps ? `${pcp}.${vid}` : `${vid}`];
  return known.filter((one) => one !== undefined).join('/');
}

/**
 * A frame of ECP in one line: who, `ack` and the sequence, or the sequence, the type of the TLV, the status, the last two
 * octets of the VSIID, the format and the entries. Of LLDP: who, TTL, and the five octets of the EVB TLV.
 */
function line(frame: Frame): string {
  const who = { [STATION]: 'S', [BRIDGE]: 'B' }[frame.ethernet.source] ?? '?';
  switch (frame.kind) {
    case 'ecpAck':
      return `${who} ack ${frame.ecp.sequence}`;
    case 'vdp': {
      const { sequence } = frame.ecp;
      const tlvs = frame.vdp.tlvs.map((tlv) => {
        if (tlv.kind !== 'association') return tlv.kind;
        const { type, status, vsiid, filterInfo } = tlv;
        const vsi = (vsiid.w3 & 0xffff).toString(16);
        return `${type} ${status.toString(16).padStart(2, '0')} ${vsi} f${filterInfo.format} ${filterInfo.entries.map(entryText).join(' ')}`;
      });
      return `${who} ${sequence}: ${tlvs.join(', ')}`;
    }
    case 'lldp':
      return `${who} lldp ${frame.lldp.ttl} ${frame.lldp.tlvs.map((tlv) => tlv.kind).join(' ')}`.trimEnd();
    default:
      return `${who} ${frame.kind} ${frame.ethernet.etherType.toString(16)}`;
  }
}

/** A command and all that follows: ACK, response, ACK of that. */
function exchange(sequence: number, type: number, rest: string, status = '40', answer = type): string[] {
  return [
    `S ${sequence}: ${type} 00 ${rest}`,
    `B ack ${sequence}`,
    `B ${sequence}: ${answer} ${status} ${rest}`,
    `S ack ${sequence}`,
  ];
}

const LLDP = ['B lldp 120 evb', 'S lldp 120 evb'];

describe('who said what', () => {
  test('r10: one VSI through its life', () => {
    const vsi = 'a001 f1 100';
    expect(decodedFrames('r10-vdp-lifecycle-vid').map(line)).toEqual([
      ...exchange(1, 1, vsi),
      ...LLDP,
      ...exchange(2, 2, vsi),
      ...LLDP,
      ...exchange(3, 3, vsi),
      ...exchange(4, 3, vsi),
      ...exchange(5, 4, vsi),
    ]);
  });

  test('r11: all filter info formats', () => {
    expect(decodedFrames('r11-vdp-filter-formats').map(line)).toEqual([
      ...exchange(1, 3, 'a011 f1 100'),
      ...exchange(2, 3, 'a012 f2 525400000012/100'),
      ...exchange(3, 3, 'a013 f3 100000/100'),
      ...exchange(4, 3, 'a014 f4 ffffffff/525400000014/100'),
      ...exchange(5, 3, 'a015 f1 0'),
      ...exchange(6, 3, 'a016 f1 4094'),
      ...LLDP,
      ...exchange(7, 3, 'a017 f1 3.100'),
      ...exchange(8, 3, 'a018 f2 525400000018/0'),
      ...exchange(9, 1, 'a021 f1 100 101 102'),
      ...exchange(10, 2, 'a022 f2 525400000022/100 525400000023/200 525400000024/300'),
      ...exchange(11, 3, 'a023 f3 7/10 8/11'),
      ...exchange(12, 3, 'a024 f4 7/525400000025/10 8/525400000026/11'),
      ...LLDP,
      ...exchange(13, 4, 'a011 f1 100'),
      ...exchange(14, 4, 'a012 f2 525400000012/100'),
      ...exchange(15, 4, 'a013 f3 100000/100'),
    ]);
  });

  test('r15: three VSIs kept alive, one of them ended', () => {
    const first = 'a061 f1 61';
    const second = 'a062 f2 525400000062/62';
    const third = 'a063 f2 525400000063/63';
    const round = (sequence: number) => [
      ...exchange(sequence, 1, first),
      ...exchange(sequence + 1, 2, second),
      ...exchange(sequence + 2, 3, third),
    ];
    expect(decodedFrames('r15-vdp-keepalive').map(line)).toEqual([
      ...round(1),
      ...LLDP,
      ...round(4),
      ...LLDP,
      ...round(7),
      ...round(10),
      ...round(13),
      ...round(16),
      ...exchange(19, 4, third),
      ...exchange(20, 1, first),
      ...exchange(21, 2, second),
    ]);
  });

  test('r25: the bridge ends what is no longer kept alive, and tries four times', () => {
    const first = 'a078 f2 525400000078/78';
    const second = 'a079 f1 79';
    expect(decodedFrames('r25-station-vanishes').map(line)).toEqual([
      ...exchange(1, 3, first),
      ...exchange(2, 1, second),
      'B lldp 120 evb',
      'B lldp 120 evb',
      ...new Array(4).fill(`B 3: 4 00 ${first}`),
      ...new Array(4).fill(`B 4: 4 00 ${second}`),
    ]);
  });

  test('r31: refusals, plain, hard and keep', () => {
    expect(decodedFrames('r31-debug-error-preassoc').map(line)).toEqual([
      ...exchange(1, 1, 'a084 f1 84', '42', 4),
      ...exchange(2, 2, 'a085 f1 85', '52', 4),
      ...exchange(3, 1, 'a086 f1 86', '63', 1),
      ...LLDP,
      ...LLDP,
    ]);
  });

  test('r01: EVB is negotiated, both leave', () => {
    const values = decodedFrames('r01-evb-negotiate').map((frame) => {
      if (frame.kind !== 'lldp') return frame.kind;
      const [tlv] = frame.lldp.tlvs;
      const who = frame.ethernet.source === STATION ? 'S' : 'B';
      if (tlv?.kind !== 'evb') return `${who} ${frame.lldp.ttl}`;
      const { bgid, rrcap, rrctr, sgid, rrreq, rrstat, r, rte, evbMode, rwdRol, rwd, rkaRol, rka } = tlv.evb;
      expect([bgid, sgid, r, rte]).toEqual([false, false, 3, 14]);
      const flags = [rrcap, rrctr, rrreq].map(Number).join('');
      return `${who} ${frame.lldp.ttl} ${flags}${rrstat} mode ${evbMode} rwd ${Number(rwdRol)}.${rwd} rka ${Number(rkaRol)}.${rka}`;
    });
    const alone = 'S 120 0013 mode 2 rwd 0.20 rka 0.20';
    const agreed = ['S 120 1111 mode 2 rwd 1.20 rka 1.20', 'B 120 1111 mode 1 rwd 1.20 rka 1.20'];
    expect(values).toEqual([
      alone,
      'B 120 1000 mode 1 rwd 0.20 rka 0.20',
      'S 120 1010 mode 2 rwd 1.20 rka 1.20',
      'B 120 1110 mode 1 rwd 1.20 rka 1.20',
      ...agreed,
      ...agreed,
      ...agreed,
      ...agreed,
      'B 0',
      alone,
      alone,
      'S 0',
    ]);
  });

  test('the draft: its ECP is another protocol, its EVB TLV one of another organization', () => {
    const negotiation = decodedFrames('d01-evb-negotiate').map(line);
    expect(negotiation.filter((one) => one.includes('lldp'))).toEqual([
      'S lldp 120 raw',
      'B lldp 120 raw',
      'S lldp 120 raw',
      'B lldp 120 raw',
      ...['S', 'B', 'S', 'B', 'S', 'B', 'S'].map((who) => `${who} lldp 120 raw`),
      'B lldp 0',
      'S lldp 120 raw',
    ]);
    expect(negotiation.filter((one) => !one.includes('lldp'))).toEqual(
      ['S', 'B', 'S', 'S', 'B'].map((who) => `${who} other 88b7`),
    );
    expect(decodedFrames('d13-vdp-assoc-then-deassoc').map(line)).toEqual(
      ['S', 'B', 'S', 'B'].map((who) => `${who} other 88b7`),
    );
    expect(decodedFrames('d01-evb-negotiate')[2]).toMatchObject({
      lldp: { tlvs: [{ kind: 'raw', type: 127, value: hex('001b3f00 400740070cdf00000f') }] },
    });
  });
});

test('what they have in common', () => {
  let requests = 0;
  let acknowledgements = 0;
  for (const name of vectorNames.filter((one) => one.startsWith('r'))) {
    for (const frame of decodedFrames(name)) {
      expect(frame.ethernet).toMatchObject({ destination: 0x0180c2000000, tags: [] });
      if (frame.kind === 'ecpAck') {
        acknowledgements++;
        expect(frame.trailer).toEqual(new Uint8Array(0));
      } else if (frame.kind === 'vdp') {
        requests++;
        // Nothing behind the last TLV, and a manager ID that is a text.
        expect(frame.trailer).toEqual(new Uint8Array(0));
        expect(frame.vdp.managerId).toEqual({ w0: 0x6576626c, w1: 0x61620000, w2: 0, w3: 0 });
        expect(frame.vdp.tlvs).toMatchObject([{ vsiidFormat: 5, vsiid: { w0: 0x6c8e1a10, w1: 0x00014000 } }]);
      } else {
        expect(frame).toMatchObject({ kind: 'lldp', lldp: { chassisId: { subtype: 4 }, portId: { subtype: 3 } } });
      }
    }
  }
  expect([requests, acknowledgements]).toEqual([100, 92]);
});
