// The engine under every figure of the standard that is a state machine. A machine is a table that can be read beside its
// figure; a state is plain data. The engine evaluates to a fixed point, as IEEE machines are meant: exits are conditions
// on variables. The engine tries them in their order, and stops when all are false.
//
// Always: global exits come first. They are levels: the state that one leads to does not take it again. An exit without a
// target does its action, stays in its state and enters nothing; its action has to make its condition false. Actions of
// rows, and the caller behind a run, may read `state` of the data. Conditions and entry actions do not read it.

/** A way out of a state. `Data` is the state's data, `Effect` what the outside is asked to do. */
export interface Exit<State extends string, Data, Effect> {
  /** Row of the transition table, as `S3`. */
  readonly id: string;
  /** The condition, as the figure or the table has it. */
  readonly when: string;
  readonly test: (data: Data) => boolean;
  /** What the row itself does before the machine enters the target. */
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
  /** Where it is false, no exit of the state and no global exit is true: the engine rests here without trying them. */
  readonly awaits?: (data: Data) => boolean;
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
  /**
   * Made by `linked`.
   *
   * @internal
   */
  readonly links?: Links<State, Data, Effect>;
}

/** The form of a table that the engine runs: an exit points to its target, so that nothing is looked up by name. */
export interface Links<State extends string, Data, Effect> {
  readonly nodes: ReadonlyMap<State, LinkedNode<State, Data, Effect>>;
  /** The node where the last run came to rest: most runs begin there. A wrong guess costs one look-up. */
  last: LinkedNode<State, Data, Effect>;
}

interface LinkedNode<State extends string, Data, Effect> {
  readonly state: State;
  readonly enter: StateNode<State, Data, Effect>['enter'] | undefined;
  readonly awaits: StateNode<State, Data, Effect>['awaits'] | undefined;
  /** Global exits first, without the exits that lead to this state. */
  readonly exits: LinkedExit<State, Data, Effect>[];
}

interface LinkedExit<State extends string, Data, Effect> {
  readonly id: string;
  /** Absent: always true. */
  readonly test: ((data: Data) => boolean) | undefined;
  readonly action: Exit<State, Data, Effect>['action'] | undefined;
  readonly target: LinkedNode<State, Data, Effect> | undefined;
}

/** The table that `make` gives. A call that is marked as pure lets a bundle drop a table that nothing uses. */
export const tableOf = <State extends string, Data extends { state: State }, Effect>(
  make: () => Machine<State, Data, Effect>,
): Machine<State, Data, Effect> => make();

/** A table that takes more transitions in one run never settles. */
const MAX_STEPS = 32;

/** An unconditional transition. */
export const always = (): boolean => true;

/** A machine with its links. Shells make them once, when their file is loaded. Without links each run makes its own. */
export const linked = <State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
): Machine<State, Data, Effect> => ({ ...machine, links: linksOf(machine) });

/**
 * Runs a machine in place until all exits are false. Appends effects to `effects` in their order, and the ids of the rows
 * it takes to `rows`, where the caller gives such a list.
 *
 * @throws Error where the table does not settle within 32 transitions: a mistake in the table, never in an input
 */
export function run<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  data: Data,
  effects: Effect[],
  rows?: string[],
): void {
  const links = machine.links ?? linksOf(machine);
  const { state } = data;
  let node = state === links.last.state ? links.last : (links.nodes.get(state) as LinkedNode<State, Data, Effect>);
  let told = node;
  for (let step = 0; ; step++) {
    const exit = openExit(node.exits, data);
    if (exit === undefined) break;
    if (step === MAX_STEPS) {
      throw new Error(`${machine.name}: more than ${MAX_STEPS} transitions without rest, now in ${node.state}`);
    }
    if (rows !== undefined) rows.push(exit.id);
    if (exit.action !== undefined) {
      if (told !== node) data.state = node.state;
      told = node;
      exit.action(data, effects);
    }
    if (exit.target === undefined) continue;
    node = exit.target;
    if (node.enter !== undefined) node.enter(data, effects);
    if (node.awaits !== undefined && !node.awaits(data)) break;
  }
  if (told !== node) data.state = node.state;
  links.last = node;
}

/** BEGIN: enters the initial state, whatever the state was, and runs. */
export function begin<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  data: Data,
  effects: Effect[],
  rows?: string[],
): void {
  data.state = machine.initial;
  machine.states[machine.initial].enter?.(data, effects);
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

/** The same as `run`, on a copy: `run` in place has to give the same. The members of the data must be plain values. */
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

function openExit<State extends string, Data, Effect>(
  exits: readonly LinkedExit<State, Data, Effect>[],
  data: Data,
): LinkedExit<State, Data, Effect> | undefined {
  for (let i = 0; i < exits.length; i++) {
    const exit = exits[i] as LinkedExit<State, Data, Effect>;
    if (exit.test === undefined || exit.test(data)) return exit;
  }
  return undefined;
}

function linksOf<State extends string, Data extends { state: State }, Effect>({
  initial,
  globals,
  states,
}: Machine<State, Data, Effect>): Links<State, Data, Effect> {
  const nodes = new Map<State, LinkedNode<State, Data, Effect>>();
  for (const state of Object.keys(states) as State[]) {
    const { enter, awaits } = states[state];
    nodes.set(state, { state, enter, awaits, exits: [] });
  }
  const link = ({ id, test, action, to }: Exit<State, Data, Effect>): LinkedExit<State, Data, Effect> => ({
    id,
    test: test === always ? undefined : test,
    action,
    target: to === undefined ? undefined : nodes.get(to),
  });
  for (const { state, exits } of nodes.values()) {
    exits.push(...[...globals.filter(({ to }) => to !== state), ...states[state].exits].map(link));
  }
  return { nodes, last: nodes.get(initial) as LinkedNode<State, Data, Effect> };
}
