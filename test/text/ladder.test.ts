// The ladder as a function of events: how frames, facts and what repeats itself are laid out.

import { describe, expect, test } from 'vitest';
import { numberedVsis, vsiidText } from '../../src/cli/demo/vsi-numbers.js';
import { ZERO_IDENTIFIER } from '../../src/core/identifier.js';
import type { EvbRole } from '../../src/core/role.js';
import type { EcpAckFrame, Frame, LldpFrame, VdpFrame } from '../../src/frame/frame.js';
import type { EventFacts } from '../../src/text/facts.js';
import { ladderLines } from '../../src/text/ladder.js';
import type { LadderEvent, LadderFrame } from '../../src/text/ladder-event.js';
import { createPaint } from '../../src/text/paint.js';

const ethernet = { destination: 0x0180c2000000, source: 0x020000000001, tags: [], etherType: 0x8940 };
const ack = (sequence: number): EcpAckFrame => ({
  kind: 'ecpAck',
  ethernet,
  ecp: { version: 1, operation: 1, subtype: 1, sequence },
});
const id = { subtype: 4, id: new Uint8Array(6) };
const lldp = (ttl: number): LldpFrame => ({
  kind: 'lldp',
  ethernet,
  lldp: { chassisId: id, portId: id, ttl, tlvs: [] },
});

/** A frame at so many seconds, which arrives unless it is lost. */
const frame = (seconds: number, role: EvbRole, value: Frame, more: Partial<LadderFrame> = {}): LadderFrame => ({
  kind: 'frame',
  at: seconds * 1e6,
  role,
  number: 1,
  bytes: new Uint8Array(0),
  frame: value,
  arrives: seconds * 1e6 + 1,
  attempt: 1,
  ...more,
});
const lost = (seconds: number, role: EvbRole, value: Frame): LadderFrame => {
  const { arrives: _, ...sent } = frame(seconds, role, value);
  return sent;
};
const output = (seconds: number, role: EvbRole, facts: EventFacts): LadderEvent => ({
  kind: 'output',
  at: seconds * 1e6,
  role,
  facts,
});

const lines = (...events: LadderEvent[]): string[] => ladderLines(events, createPaint(false), numberedVsis).slice(1);

describe('a frame', () => {
  test('is an arrow from its sender', () => {
    expect(lines(frame(1, 'station', ack(1)), frame(2, 'bridge', ack(2)))).toEqual([
      '  1.000000 |--- ECP ack #1 --------------------------------------------------->|',
      '  2.000000 |<--------------------------------------------------- ECP ack #2 ---|',
    ]);
  });

  test('that is lost ends where it began', () => {
    expect(lines(lost(1, 'station', ack(1)), lost(2, 'bridge', ack(2)))).toEqual([
      '  1.000000 |--- ECP ack #1 ---x lost                                           |',
      '  2.000000 |                                           lost x--- ECP ack #2 ---|',
    ]);
  });

  test('that is sent again says how often', () => {
    expect(lines(frame(1, 'station', ack(1), { attempt: 3 }))).toEqual([
      '  1.000000 |--- ECP ack #1, try 3 -------------------------------------------->|',
    ]);
  });
});

describe('facts', () => {
  const online = (number: number, vid = 7): EventFacts => ({ name: 'online', vsi: vsiidText(number), vids: [vid] });

  test('of one instant are told together where they differ in their VSI alone', () => {
    const events = [1, 3, 2, 9].map((number) => output(1, 'bridge', online(number)));
    expect(lines(...events, output(1, 'bridge', online(4, 8)), output(2, 'bridge', online(5)))).toEqual([
      '  1.000000 |                                         VSIs 1-3, 9 online, VID 7 *',
      '  1.000000 |                                               VSI 4 online, VID 8 *',
      '  2.000000 |                                               VSI 5 online, VID 7 *',
    ]);
  });

  test('of the other role, or behind a frame, are their own', () => {
    expect(
      lines(
        output(1, 'bridge', online(1)),
        output(1, 'station', online(2)),
        output(1, 'bridge', online(3)),
        frame(1, 'bridge', ack(1)),
        output(1, 'bridge', online(4)),
      ),
    ).toHaveLength(5);
  });

  test('name VSIs by their VSIIDs, unless the caller names them', () => {
    const events = ['192.0.2.7', '192.0.2.8'].map((vsi) => output(1, 'bridge', { name: 'online', vsi, vids: [7] }));
    expect(ladderLines(events, createPaint(false)).slice(1)).toEqual([
      '  1.000000 |                           VSIs 192.0.2.7, 192.0.2.8 online, VID 7 *',
    ]);
  });

  test('without words are left out', () => {
    expect(lines(output(1, 'bridge', { name: 'release' }))).toEqual([]);
  });
});

describe('LLDPDUs', () => {
  const seconds = (text: string | undefined): string | undefined => text?.slice(0, 10).trim();

  test('that say nothing new are folded, those that are lost too', () => {
    const events = [1, 2, 3].map((at) => frame(at, 'station', lldp(9)));
    const shown = lines(...events, lost(4, 'station', lldp(9)));
    expect(shown).toEqual([
      '  1.000000 |--- LLDP --------------------------------------------------------->|',
      '           :  ... 3 more LLDPDUs (1 lost), until 4.000000                      :',
    ]);
  });

  test('of which there is one more are shown', () => {
    expect(lines(frame(1, 'station', lldp(9)), frame(2, 'station', lldp(9))).map(seconds)).toEqual([
      '1.000000',
      '2.000000',
    ]);
  });

  test('are compared with those of the same sender', () => {
    const events = [1, 2, 3, 4].map((at) => frame(at, at % 2 === 0 ? 'bridge' : 'station', lldp(9)));
    expect(lines(...events).map(seconds)).toEqual(['1.000000', '2.000000', '']);
  });

  test('that arrive for the first time are shown, and those that say something else', () => {
    const events = [
      lost(1, 'station', lldp(9)),
      lost(2, 'station', lldp(9)),
      lost(3, 'station', lldp(9)),
      frame(4, 'station', lldp(9)),
      frame(5, 'station', lldp(0)),
    ];
    expect(lines(...events).map(seconds)).toEqual(['1.000000', '', '4.000000', '5.000000']);
  });
});

describe('rounds of keep-alives', () => {
  const command = (sequence: number): VdpFrame => ({
    kind: 'vdp',
    ethernet,
    ecp: { version: 1, operation: 0, subtype: 1, sequence },
    vdp: { managerId: ZERO_IDENTIFIER, tlvs: [] },
  });
  const round = (at: number): LadderEvent[] => [
    frame(at, 'station', command(at)),
    frame(at + 0.001, 'bridge', ack(at)),
  ];
  const lossy = (at: number): LadderEvent[] => [
    frame(at, 'station', command(at)),
    lost(at + 0.001, 'bridge', ack(at)),
    frame(at + 0.01, 'station', command(at), { attempt: 2 }),
    frame(at + 0.011, 'bridge', ack(at)),
  ];

  test('are folded behind the first, with the LLDPDUs between them', () => {
    const between = (at: number): LadderEvent => frame(at, 'station', lldp(9));
    const shown = lines(between(0), ...round(1), ...round(2), between(3), ...round(4), between(5));
    expect(shown).toHaveLength(4);
    expect(shown[3]).toContain(':  ... 2 more rounds, 2 more LLDPDUs, until 5.000000 ');
  });

  test('in which something is lost or sent again are always shown', () => {
    expect(lines(...round(1), ...lossy(2), ...lossy(3), ...round(4), ...round(5))).toHaveLength(11);
    const again = [1, 2].flatMap((at) => frame(at, 'bridge', command(at), { attempt: 2 }));
    expect(lines(...again)).toHaveLength(2);
  });

  test('are cut by a step', () => {
    const step: LadderEvent = { kind: 'step', at: 4e6, text: 'Next' };
    const shown = lines(...round(1), ...round(2), step, ...round(5));
    expect(shown.slice(2)).toEqual([
      '           :  ... 1 more round, until 2.001000                                 :',
      '',
      '  4.000000  Next',
      '           :  ... 1 more round, until 5.001000                                 :',
    ]);
  });
});

test('the uprights move for long times', () => {
  const [first] = lines(frame(1, 'station', ack(1)), frame(100_000, 'bridge', ack(2)));
  expect(first).toHaveLength(80);
  expect(first?.startsWith('     1.000000 |--- ')).toBe(true);
});

test.each([
  [[1], 'VSI 1'],
  [[3, 1, 2], 'VSIs 1-3'],
  [[1, 3, 4, 4, 100], 'VSIs 1, 3-4, 100'],
])('names of VSIs: %o', (numbers, text) => {
  expect(numberedVsis(numbers.map(vsiidText))).toBe(text);
});
