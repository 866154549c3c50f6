// The engine, on a table made for it.

import { expect, test } from 'vitest';
import { always, begin, linked, type Machine, run, settle } from '../../src/core/machine.js';

type State = 'OFF' | 'IDLE' | 'BUSY' | 'DONE' | 'SPIN';

interface Data {
  state: State;
  enabled: boolean;
  work: number;
  stray: boolean;
  spin: boolean;
}

const machine: Machine<State, Data, string> = {
  name: 'example',
  clause: '0',
  initial: 'OFF',
  globals: [{ id: 'G0', when: 'not enabled', test: (d) => !d.enabled, to: 'OFF' }],
  states: {
    OFF: {
      entry: 'off',
      enter: (_, effects) => effects.push('off'),
      exits: [{ id: 'E1', when: 'enabled', test: (d) => d.enabled, to: 'IDLE' }],
    },
    IDLE: {
      exits: [
        { id: 'E2', when: 'work > 0', test: (d) => d.work > 0, to: 'BUSY' },
        { id: 'E3', when: 'spin', test: (d) => d.spin, to: 'SPIN' },
        {
          id: 'E4',
          when: 'stray',
          test: (d) => d.stray,
          does: 'stray = FALSE',
          action(d, effects) {
            d.stray = false;
            effects.push('stray');
          },
        },
      ],
    },
    BUSY: {
      entry: 'work = work - 1',
      enter(d, effects) {
        d.work--;
        effects.push('work');
      },
      exits: [{ id: 'E5', when: 'UCT', test: always, to: 'DONE' }],
    },
    DONE: {
      exits: [{ id: 'E6', when: 'UCT', test: always, action: (_, effects) => effects.push('done'), to: 'IDLE' }],
    },
    SPIN: { exits: [{ id: 'E7', when: 'UCT', test: always, to: 'SPIN' }] },
  },
};

const data = (values: Partial<Data>): Data => ({
  state: 'IDLE',
  enabled: true,
  work: 0,
  stray: false,
  spin: false,
  ...values,
});

test('exits are taken in their order until none is open; actions of a row come before entry actions', () => {
  const { data: after, effects, rows } = settle(machine, data({ work: 2, stray: true }));
  expect(after).toEqual(data({}));
  expect(rows).toEqual(['E2', 'E5', 'E6', 'E2', 'E5', 'E6', 'E4']);
  expect(effects).toEqual(['work', 'done', 'work', 'done', 'stray']);
});

test('settling leaves its argument alone, and gives what running in place gives', () => {
  const before = data({ work: 1 });
  const settled = settle(machine, before);
  expect(before).toEqual(data({ work: 1 }));
  const effects: string[] = [];
  const rows: string[] = [];
  run(machine, before, effects, rows);
  expect({ data: before, effects, rows }).toEqual(settled);
});

test('a linked machine takes the rows of its table', () => {
  for (const values of [{ work: 2, stray: true }, { enabled: false }, { state: 'OFF' as const }, {}]) {
    expect(settle(linked(machine), data(values))).toEqual(settle(machine, data(values)));
  }
});

test('a global exit is a level: taken once, not again into the state it leads to', () => {
  const { data: after, effects, rows } = settle(machine, data({ enabled: false, work: 1 }));
  expect([after.state, after.work]).toEqual(['OFF', 1]);
  expect([effects, rows]).toEqual([['off'], ['G0']]);
});

test('BEGIN enters the initial state, whatever the state was', () => {
  const d = data({ state: 'OFF' });
  const effects: string[] = [];
  begin(machine, d, effects);
  expect([d.state, effects]).toEqual(['IDLE', ['off']]);
});

test('a table that never settles is told, with its name and where it was', () => {
  expect(() => settle(machine, data({ spin: true }))).toThrow(
    'example: more than 32 transitions without rest, now in SPIN',
  );
});
