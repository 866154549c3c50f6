// Everything a host can do wrong: a typed refusal that names the field and what would be right. Nothing has changed then.

import { describe, expect, test } from 'vitest';
import type { EvbBridge, EvbBridgeInput } from '../../src/evb/bridge.js';
import type { VsiAnswer } from '../../src/vdp/index.js';
import { association, otherKey, vids } from '../vdp/station/rig.js';
import { ackFrame, BRIDGE_PORT, drain, readyBridge, STATION_MAC, says, vdpFrame } from './rig.js';

type Refused = readonly [code: string, field: string, expected: string];

const NAME = 'the name of a port';
const SCID = 'the SCID of an S-channel of this port';

describe('a bridge', () => {
  interface Live {
    readonly bridge: EvbBridge;
    /** Of the command that waits. */
    readonly id: number;
  }

  /** A bridge with one associated VSI, and one whose command waits for the VSI manager. */
  function liveBridge(): Live {
    const bridge = readyBridge();
    const ask = (sequence: number, tlv: string): number => {
      bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: vdpFrame(STATION_MAC, sequence, tlv) }, 0);
      return (drain(bridge).find(({ kind }) => kind === 'query') as { id: number }).id;
    };
    const first = ask(1, association(3, '00'));
    bridge.handle({ kind: 'answer', port: BRIDGE_PORT, id: first, answer: { ok: true } }, 0);
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: ackFrame(STATION_MAC, 1) }, 0);
    const id = ask(2, '061b 00 000001 00 04 00000000000000000000000000000001 01 0001 0064');
    return { bridge, id };
  }

  const rows: readonly (readonly [string, (id: number) => EvbBridgeInput, Refused])[] = [
    [
      'an answer of no port',
      (id) => ({ kind: 'answer', port: 'ge9', id, answer: { ok: true } }),
      ['unknownPort', 'port', NAME],
    ],
    [
      'an answer of no channel',
      (id) => ({ kind: 'answer', port: BRIDGE_PORT, scid: 4094, id, answer: { ok: true } }),
      ['unknownChannel', 'scid', SCID],
    ],
    [
      'withdrawAll of no port',
      () => ({ kind: 'withdrawAll', port: 'ge9', reason: 'policy' }),
      ['unknownPort', 'port', NAME],
    ],
    [
      'an answer to no query',
      () => ({ kind: 'answer', port: BRIDGE_PORT, id: 7, answer: { ok: true } }),
      ['unknownQuery', 'id', 'the id of a query'],
    ],
    [
      'managerPending of no query',
      () => ({ kind: 'managerPending', port: BRIDGE_PORT, id: -1, pending: true }),
      ['unknownQuery', 'id', 'the id of a query'],
    ],
    [
      'withdraw of an unknown VSI',
      () => ({ kind: 'withdraw', port: BRIDGE_PORT, vsi: otherKey(9) }),
      ['unknownVsi', 'vsi', 'a VSI of this port'],
    ],
    ...(
      [
        ['an answer that is none', undefined, 'answer', 'an object'],
        ['an answer without ok', {}, 'answer.ok', 'a boolean'],
        ['error type 0', { ok: false, error: 0 }, 'answer.error', 'an integer 1..5'],
        ['error type 6', { ok: false, error: 6 }, 'answer.error', 'an integer 1..5'],
        ['keep that is no flag', { ok: false, error: 2, keep: 1 }, 'answer.keep', 'a boolean'],
        ['hard that is no flag', { ok: false, error: 2, hard: 'no' }, 'answer.hard', 'a boolean'],
        [
          'a filter of VID 5000',
          { ok: true, filterInfo: vids(5000) },
          'answer.filterInfo.entries[0].vid',
          'an integer 0..4095',
        ],
        ['a filter that is none', { ok: true, filterInfo: { format: 9, entries: [] } }, 'answer.filterInfo.format', ''],
      ] as const
    ).map(([what, answer, field, expected]): (typeof rows)[number] => [
      what,
      (id) => ({ kind: 'answer', port: BRIDGE_PORT, id, answer: answer as unknown as VsiAnswer }),
      ['invalidAnswer', field, expected],
    ]),
  ];

  test.each(rows)('%s', (_what, input, [code, field, expected]) => {
    const { bridge, id } = liveBridge();
    const before = JSON.stringify([bridge.status(), bridge.vsis({ port: BRIDGE_PORT })]);
    const refusal = bridge.handle(input(id), 0);
    expect(refusal).toMatchObject({ code, field });
    expect(refusal?.expected).toContain(expected);
    expect(drain(bridge)).toEqual([]);
    expect(JSON.stringify([bridge.status(), bridge.vsis({ port: BRIDGE_PORT })])).toBe(before);
    // The query is still open.
    expect(bridge.handle({ kind: 'answer', port: BRIDGE_PORT, id, answer: { ok: true } }, 0)).toBeUndefined();
    expect(says(drain(bridge))).toEqual(['online ASSOC', 'VDP 2: 3/40']);
  });

  test('an answer that does not agree with its command is a refusal to the station, and says why', () => {
    const { bridge, id } = liveBridge();
    bridge.handle({ kind: 'answer', port: BRIDGE_PORT, id, answer: { ok: true, filterInfo: vids(101) } }, 0);
    expect(drain(bridge)).toMatchObject([
      { kind: 'release' },
      { kind: 'rejected', error: 4, answer: { code: 'invalidAnswer', field: 'answer.filterInfo.entries' } },
      { kind: 'deleted' },
      { kind: 'frame' },
    ]);
  });

  test('an answer twice is dropped; a late one is refused, so what it granted is not in force', () => {
    const { bridge, id } = liveBridge();
    const answer = (): EvbBridgeInput => ({ kind: 'answer', port: BRIDGE_PORT, id, answer: { ok: true } });
    bridge.handle(answer(), 0);
    drain(bridge);
    expect(bridge.handle(answer(), 0)).toBeUndefined();
    expect(drain(bridge)).toEqual([]);
    bridge.handle({ kind: 'withdraw', port: BRIDGE_PORT, vsi: otherKey(1) }, 0);
    drain(bridge);
    expect(bridge.handle(answer(), 0)).toMatchObject({ code: 'lateAnswer' });
    expect(drain(bridge)).toEqual([]);
  });
});
