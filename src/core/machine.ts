// The engine under every figure of the standard that is a state machine. A machine is a table that can be read beside its
// figure; a state is plain data. The engine evaluates to a fixed point, as IEEE machines are meant: exits are conditions
// on variables, tried in their order, until none is true.
//
// Always: global exits come first and are levels, not taken again into the state they lead to; an exit without a target
// stays where it is, does its action and enters nothing, so its action has to make its condition false.

/** A way out of a state. `Data` is the state's data, `Effect` what the outside is asked to do. */
export interface Exit<State extends string, Data, Effect> {
  /** Row of the transition table, as `S3`. */
  readonly id: string;
  /** The condition, as the figure or the table has it. */
  readonly when: string;
  readonly test: (data: Data) => boolean;
  /** What the row itself does, before the target is entered. */
  readonly action?: (data: Data, effects: Effect[]) => void;
  /** The same in words. */
  readonly does?: string;
  /** Absent: stay, and enter nothing. */
  readonly to?: State;
}

export interface StateNode<State extends string, Data, Effect> {
  /** Entry actions in words, as the figure has them. */
  readonly entry?: string;
  readonly enter?: (data: Data, effects: Effect[]) => void;
  /** Tried in this order. */
  readonly exits: readonly Exit<State, Data, Effect>[];
}

/** A figure of the standard. */
export interface Machine<State extends string, Data extends { state: State }, Effect> {
  readonly name: string;
  readonly clause: string;
  /** Where BEGIN leads. */
  readonly initial: State;
  /** Exits of every state. */
  readonly globals: readonly Exit<State, Data, Effect>[];
  readonly states: Readonly<Record<State, StateNode<State, Data, Effect>>>;
}

/** More transitions in one go mean a table that never settles. */
export const MAX_STEPS = 32;

/** An unconditional transition. */
export const always = (): boolean => true;

/**
 * Runs a machine in place until no exit is true. Effects are appended in their order, and so are the rows taken, where
 * somebody wants them.
 *
 * @throws Error where the table does not settle within 32 transitions: a mistake in the table, never in an input
 */
export function run<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  data: Data,
  effects: Effect[],
  rows?: string[],
): void {
  for (let step = 0; ; step++) {
    const exit = openExit(machine, data);
    if (exit === undefined) return;
    if (step === MAX_STEPS) break;
    rows?.push(exit.id);
    exit.action?.(data, effects);
    if (exit.to !== undefined) enter(machine, data, exit.to, effects);
  }
  throw new Error(`${machine.name}: more than ${MAX_STEPS} transitions without rest, now in ${data.state}`);
}

/** BEGIN: enters the initial state, whatever the state was, and runs. */
export function begin<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  data: Data,
  effects: Effect[],
  rows?: string[],
): void {
  enter(machine, data, machine.initial, effects);
  run(machine, data, effects, rows);
}

/** Empties a list of effects for the next run. Setting its length costs more than a run does. */
export function empty(effects: unknown[]): void {
  while (effects.length > 0) effects.pop();
}

export interface Settled<Data, Effect> {
  readonly data: Data;
  readonly effects: readonly Effect[];
  /** Rows taken, in their order. */
  readonly rows: readonly string[];
}

/** The same as `run`, on a copy: the law that the form in place is held to. Members of the data must not be shared. */
export function settle<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  data: Data,
): Settled<Data, Effect> {
  const copy = { ...data };
  const effects: Effect[] = [];
  const rows: string[] = [];
  run(machine, copy, effects, rows);
  return { data: copy, effects, rows };
}

function openExit<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  data: Data,
): Exit<State, Data, Effect> | undefined {
  const { globals } = machine;
  for (let i = 0; i < globals.length; i++) {
    const exit = globals[i] as Exit<State, Data, Effect>;
    if (exit.to !== data.state && exit.test(data)) return exit;
  }
  const { exits } = machine.states[data.state];
  for (let i = 0; i < exits.length; i++) {
    const exit = exits[i] as Exit<State, Data, Effect>;
    if (exit.test(data)) return exit;
  }
  return undefined;
}

function enter<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  data: Data,
  state: State,
  effects: Effect[],
): void {
  data.state = state;
  machine.states[state].enter?.(data, effects);
}
