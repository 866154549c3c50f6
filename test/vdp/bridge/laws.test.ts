// Laws of the bridge: any octets, and inputs of the host in any order. After each step the invariants of the scenarios hold:
// each VSI has one state (I7), resources are for granted commands only (I9), each VSI has a timer (I10), each grant is given
// back (I12), limits hold (I13). And a state can be saved and moved after each step.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryVdpUlpdu } from '../../../src/testing/index.js';
import { BRIDGE_INSTANTS, type BridgeState } from '../../../src/vdp/bridge/state.js';
import {
  encodeVdpUlpdu,
  VdpBridge,
  type VdpBridgeInput,
  type VdpBridgeOptions,
  type VdpBridgeOutput,
  type VsiAnswer,
  type VsiQuery,
} from '../../../src/vdp/index.js';
import { hex } from '../../support/hex.js';
import { moveInstants } from '../../support/moved-instants.js';
import { throughJson } from '../../support/through-json.js';
import { MANAGER } from '../wire/tlvs.js';
import { commandOf, PARAMETERS, vsiOf } from './bench.js';

const OPTIONS: VdpBridgeOptions = {
  maxVsis: 3,
  maxFilterEntries: 5,
  maxLooseResponses: 4,
  maxPendingOutputs: 12,
  formats: { 9: { octets: 3 } },
};

/** A step of a run. An answer names its query by the number of queries since then. */
type Step =
  | { readonly do: 'input'; readonly input: VdpBridgeInput }
  | { readonly do: 'answer'; readonly ago: number; readonly answer: VsiAnswer }
  | { readonly do: 'pending'; readonly ago: number }
  | { readonly do: 'pull'; readonly limit: number }
  | { readonly do: 'poll' }
  | { readonly do: 'pass'; readonly microseconds: number };

const input = (value: VdpBridgeInput): Step => ({ do: 'input', input: value });
const ulpdu = (bytes: Uint8Array): Step => input({ kind: 'ulpdu', bytes, at: 0, end: bytes.length });

const FILTERS = [
  '01 0001 0064',
  '01 0001 0000',
  '01 0002 0064 0065',
  '01 0001 0fff',
  '03 0001 00000007 0000',
  '01',
  '09 0001 aabbcc',
  // More octets than a cell has.
  `04 0004 ${'00000007 525400aabbcc 0064'.repeat(4)}`,
];

const arbitraryTlv = fc
  .record({
    vsi: fc.integer({ min: 1, max: 5 }),
    type: fc.integer({ min: 1, max: 4 }),
    status: fc.constantFrom('00', '00', '00', '10', '20', '40'),
    filterInfo: fc.constantFrom(...FILTERS),
  })
  .map(({ vsi, type, status, filterInfo }) => commandOf(vsi, type, status, filterInfo));

const arbitraryUlpdu: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(arbitraryTlv, { minLength: 1, maxLength: 4 }).map((tlvs) => hex(MANAGER + tlvs.join(''))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }).map((octets) => Uint8Array.of(...hex(MANAGER), ...octets)) },
  { weight: 1, arbitrary: arbitraryVdpUlpdu().map((value) => encodeVdpUlpdu(value)) },
);

const entry = fc.record({
  ps: fc.boolean(),
  pcp: fc.integer({ min: 0, max: 7 }),
  vid: fc.constantFrom(0, 100, 101, 200),
});
const arbitraryAnswer: fc.Arbitrary<VsiAnswer> = fc.oneof(
  fc.constant<VsiAnswer>({ ok: true }),
  fc
    .array(entry, { minLength: 1, maxLength: 2 })
    .map((entries): VsiAnswer => ({ ok: true, filterInfo: { format: 1, entries: entries } })),
  fc
    .record({ error: fc.integer({ min: 0, max: 6 }), keep: fc.boolean(), hard: fc.boolean() })
    .map((refusal): VsiAnswer => ({ ok: false, ...refusal })),
  fc.integer({ min: 1, max: 5 }).map((error): VsiAnswer => ({ ok: false, error })),
);

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: arbitraryUlpdu.map(ulpdu) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      ago: fc.integer({ min: 0, max: 4 }),
      answer: arbitraryAnswer,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pending' as const), ago: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull' as const), limit: fc.integer({ min: 0, max: 200 }) }) },
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'poll' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      microseconds: fc.constantFrom(0, 1_000_000, 10_485_760, 17_448_960, -5_000_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 5 }).map((vsi) => input({ kind: 'withdraw', vsi: vsiOf(vsi) })),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 5 }).map((vsi) => {
      const organizations = vsi === 5 ? [] : [{ oui: vsi, data: Uint8Array.of(vsi) }];
      return input({ kind: 'organization', vsi: vsiOf(vsi), organizations });
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      input({ kind: 'timeout' }),
      input({ kind: 'withdrawAll', reason: 'command' }),
      input({ kind: 'evb', state: 'lost' }),
      input({ kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed: false }),
      input({ kind: 'evb', state: 'ready', parameters: { r: 9, rte: 0, rwd: 0, rka: 0 }, groupIdAgreed: true }),
      input({ kind: 'reset', reason: 'portDown' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(input({ kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed: true })),
  },
);

interface Run {
  bridge: VdpBridge;
  readonly outputs: VdpBridgeOutput[];
  /** Oldest first. */
  readonly queries: VsiQuery[];
  /** Ids that are open: neither answered, nor cancelled. */
  readonly open: Set<number>;
  /** Ids granted and not released. */
  readonly granted: Set<number>;
  /** VSIs that are online by the outputs. */
  readonly online: Set<string>;
  readonly pulled: string[];
  now: number;
}

const key = (vsi: unknown): string => JSON.stringify(vsi);

const asked = ({ queries }: Run, { id }: VsiQuery): VsiQuery | undefined => queries.find((query) => query.id === id);

/** What the host learns of an output, and the laws about that. */
function learn(run: Run, output: VdpBridgeOutput): void {
  run.outputs.push(output);
  switch (output.kind) {
    case 'query':
      run.queries.push(output);
      run.open.add(output.id);
      return;
    case 'cancel':
      run.open.delete(output.query.id);
      expect({ kind: 'query', ...output.query }).toEqual(asked(run, output.query));
      return;
    case 'release': {
      const { filterInfo, ...rest } = output.query;
      expect(run.granted.delete(rest.id)).toBe(true);
      expect(asked(run, output.query)).toMatchObject({ ...rest, filterInfo: { format: filterInfo.format } });
      return;
    }
    case 'online':
      expect(run.online.has(key(output.vsi))).toBe(false);
      run.online.add(key(output.vsi));
      return;
    case 'changed':
      expect(run.online.has(key(output.vsi))).toBe(true);
      return;
    case 'offline':
      expect(run.online.delete(key(output.vsi))).toBe(true);
  }
}

function drain(run: Run): void {
  for (let output = run.bridge.poll(); output; output = run.bridge.poll()) learn(run, output);
}

function take(run: Run, step: Step): void {
  const { bridge, queries } = run;
  switch (step.do) {
    case 'input':
      bridge.handle(step.input, run.now);
      return;
    case 'answer': {
      // First all outputs, so that the run knows the open queries.
      drain(run);
      const id = queries.at(-1 - step.ago)?.id;
      if (id === undefined) return;
      const isOpen = run.open.has(id);
      const wasGranted = run.granted.has(id);
      const refusal = bridge.handle({ kind: 'answer', id, answer: step.answer }, run.now);
      if (refusal === undefined) {
        expect(isOpen || wasGranted).toBe(true);
        run.open.delete(id);
        if (step.answer.ok) run.granted.add(id);
      } else if (!isOpen && !wasGranted) expect(refusal.code).toMatch(/^(lateAnswer|invalidAnswer|busy)$/);
      return;
    }
    case 'pending':
      bridge.handle({ kind: 'managerPending', id: queries.at(-1 - step.ago)?.id ?? -1, pending: true }, run.now);
      return;
    case 'pull': {
      const out = new Uint8Array(step.limit);
      const end = bridge.pull(out, 0, step.limit, run.now);
      run.pulled.push(out.subarray(0, end).join());
      return;
    }
    case 'poll':
      drain(run);
      return;
    case 'pass':
      run.now += step.microseconds;
      bridge.handle({ kind: 'timeout' }, run.now);
  }
}

/** The laws that do not hold. */
function broken({ bridge }: Run): string[] {
  const { vsis, filterEntries, waitingResponses } = bridge.status();
  const list = bridge.vsis();
  const laws: Readonly<Record<string, boolean>> = {
    'I7: two states to rest in': list.every(({ state }) => /^(BRIDGE_PROCESSING|WAIT_STATION_CMD)$/.test(state)),
    'I7: nothing in force, nothing associated': list.every(
      (v) => (v.operCmd === undefined) === (v.vsiState === 'DEASSOC'),
    ),
    'I9: held for a command': list.every((v) => v.operCmd !== undefined || v.state === 'BRIDGE_PROCESSING'),
    'I10: a timer for each': list.every(({ waitWhile }) => waitWhile < Number.POSITIVE_INFINITY),
    'I10: no timer without a VSI': (bridge.nextDeadline() === undefined) === (vsis === 0),
    'I13: VSIs': list.length === vsis && vsis <= 3,
    'I13: filter entries': filterEntries <= 5,
    // At the limit one more ULPDU of at most 59 TLVs may have been taken.
    'I13: responses': waitingResponses <= 3 + 4 + 59,
    'a ULPDU where responses wait': bridge.hasUlpdu() === waitingResponses > 0,
  };
  return Object.keys(laws).filter((law) => !laws[law]);
}

function execute(steps: readonly Step[], check: (run: Run) => void): Run {
  const run: Run = {
    bridge: new VdpBridge(OPTIONS),
    outputs: [],
    queries: [],
    open: new Set(),
    granted: new Set(),
    online: new Set(),
    pulled: [],
    now: 0,
  };
  run.bridge.handle({ kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed: true }, 0);
  for (const step of steps) {
    take(run, step);
    check(run);
  }
  return run;
}

const arbitrarySteps = fc.array(arbitraryStep, { maxLength: 60, size: 'max' });

test('I7, I9, I10, I12, I13 hold after any inputs in any order, and in the end nothing is left', {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(arbitrarySteps, (steps) => {
      const run = execute(steps, (rests) => expect(broken(rests)).toEqual([]));
      const { bridge } = run;
      drain(run);
      expect(run.online.size).toBe(bridge.vsis().filter(({ operCmd }) => operCmd !== undefined).length);
      expect(run.granted.size).toBe(run.online.size);
      expect(run.open.size).toBe(bridge.vsis().filter(({ state }) => state === 'BRIDGE_PROCESSING').length);
      bridge.handle({ kind: 'reset', reason: 'disabled' }, run.now);
      drain(run);
      expect([run.online.size, run.granted.size, run.open.size]).toEqual([0, 0, 0]);
      expect(bridge.status()).toMatchObject({ vsis: 0, filterEntries: 0, waitingResponses: 0, pendingOutputs: 0 });
      expect(bridge.nextDeadline()).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('left alone, every VSI goes', () => {
  fc.assert(
    fc.property(arbitrarySteps, (steps) => {
      const run = execute(steps, () => {});
      for (let i = 0; i < 100 && run.bridge.nextDeadline() !== undefined; i++) {
        drain(run);
        run.now = Math.max(run.now, run.bridge.nextDeadline() ?? 0);
        run.bridge.handle({ kind: 'timeout' }, run.now);
      }
      drain(run);
      expect([run.bridge.status().vsis, run.granted.size, run.online.size]).toEqual([0, 0, 0]);
    }),
    { numRuns: 100 },
  );
});

/** A run as text. `move` makes the state that the next bridge begins with, after each step. */
function textOf(steps: readonly Step[], move?: (run: Run) => BridgeState): string {
  const { bridge, outputs, pulled, now } = execute(steps, (run) => {
    if (move !== undefined) run.bridge = new VdpBridge(OPTIONS, move(run));
  });
  const left = (bridge.nextDeadline() ?? 0) - Math.max(now, bridge.state.now);
  return JSON.stringify([outputs, pulled, bridge.status(), bridge.vsis(), bridge.nextDeadline() === undefined || left]);
}

test('a state that goes through JSON text after each step goes on as one that does not', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(arbitrarySteps, (steps) => {
      expect(textOf(steps, ({ bridge }) => throughJson(bridge.state))).toBe(textOf(steps));
    }),
  );
});

test('a state whose instants are moved goes on by another clock', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(arbitrarySteps, fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (steps, by) => {
      const moved = textOf(steps, (run) => {
        run.now += by;
        return moveInstants(throughJson(run.bridge.state), BRIDGE_INSTANTS, by);
      });
      expect(moved).toBe(textOf(steps));
    }),
  );
});

test('the same steps lead to the same outputs and the same ULPDUs', () => {
  fc.assert(
    fc.property(arbitrarySteps, (steps) => {
      expect(textOf(steps)).toBe(textOf(steps));
    }),
    { numRuns: 50 },
  );
});

test('the hash seed changes nothing that is seen', () => {
  const journal = [1, 2, 3, 4].map((vsi) => ulpdu(hex(MANAGER + commandOf(vsi, 3))));
  const seen = [0, 1, -7, 2 ** 40].map((hashSeed) => {
    const bridge = new VdpBridge({ hashSeed });
    bridge.handle({ kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed: true }, 0);
    for (const step of journal) if (step.do === 'input') bridge.handle(step.input, 0);
    return JSON.stringify(bridge.vsis());
  });
  expect(new Set(seen).size).toBe(1);
});
