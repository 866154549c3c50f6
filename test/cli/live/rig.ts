// A station and a bridge as programs in one process, with a cable in memory between them, in virtual time.

import type { CliIo } from '../../../src/cli/io.js';
import type { ProgramHost } from '../../../src/cli/live/host.js';
import { run } from '../../../src/cli/run.js';
import type { FrameTransport } from '../../../src/host/interfaces.js';
import { linkInMemory } from '../../../src/host/memory-transport.js';
import { VirtualScheduler } from '../../../src/simulator/virtual-scheduler.js';
import { ioWith, jsonLines, keeper } from '../run-evb.js';

export type EventObject = Readonly<Record<string, unknown>>;

/** Microseconds since 1970 when virtual time is 0. */
export const EPOCH = 1_700_000_000_000_000;

/** Lets everything that waits for promises and streams go on. */
async function breathe(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise((done) => setImmediate(done));
}

/** Chunks that are given one by one. */
function createInput() {
  const waiting: Uint8Array[] = [];
  let wake: () => void = () => {};
  let isOver = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) yield chunk;
      if (isOver) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    stdin: chunks(),
    give(text: string) {
      waiting.push(Buffer.from(text));
      wake();
    },
    end() {
      isOver = true;
      wake();
    },
  };
}

export interface Run {
  /** Gives lines to standard input; answers what is told because of them at once. */
  readonly say: (...lines: readonly string[]) => Promise<readonly EventObject[]>;
  readonly endInput: () => Promise<void>;
  readonly signal: (name: string) => Promise<void>;
  /** All events so far, or those of some names. */
  readonly events: (...names: readonly string[]) => readonly EventObject[];
  readonly text: () => string;
  readonly errors: () => string;
  readonly isOver: () => boolean;
  readonly status: Promise<number>;
}

export interface Rig {
  readonly scheduler: VirtualScheduler;
  readonly start: (argv: readonly string[], streams?: Partial<CliIo>) => Promise<Run>;
  /** Lets so many seconds pass. */
  readonly pass: (seconds: number) => Promise<void>;
  /** The cable from 5001 to 5002. */
  readonly plug: (in_: boolean) => void;
  /** Sends a frame to a program, by its local port. */
  readonly inject: (port: 5001 | 5002, frame: Uint8Array) => void;
  /** From now on sending from there throws. */
  readonly breakSending: (port: 5001 | 5002) => void;
}

export function createRig(): Rig {
  const scheduler = new VirtualScheduler();
  /** From 5001 to 5002, from 5003 to 5004. */
  const cables = [linkInMemory(scheduler, 50), linkInMemory(scheduler, 50)] as const;
  const taps = new Map<number, (frame: Uint8Array) => void>();
  const open = new Set<number>();
  const broken = new Set<number>();

  const transportOf = (port: number): FrameTransport => {
    const cable = cables[port < 5003 ? 0 : 1];
    const end = cable.ends[port % 2 === 1 ? 0 : 1];
    return {
      send(frame) {
        if (broken.has(port)) throw new Error('it is broken');
        end.send(frame);
      },
      start(receiver) {
        taps.set(port, receiver.frame);
        end.start(receiver);
      },
      stop: end.stop,
    };
  };

  const start: Rig['start'] = async (argv, streams = {}) => {
    const input = createInput();
    const [out, err] = [keeper(), keeper()];
    let stop: ((signal: string) => void) | undefined;
    // Programs are loaded when they are used: not in the time of a test.
    await import('../../../src/cli/live/programs.js');
    const live: ProgramHost = {
      scheduler,
      epoch: () => EPOCH + scheduler.now(),
      async openTransport({ local: { port } }) {
        if (open.has(port)) throw new Error(`local.port: expected a port that is free, got ${port}`);
        open.add(port);
        const close = async (): Promise<void> => {
          open.delete(port);
        };
        return { ...transportOf(port), close, status: () => ({ counters: { rxStranger: 0 } }) };
      },
      initialSequence: () => 0,
      hashSeed: () => 0,
      onStopSignal(given) {
        stop = given;
        return () => {
          stop = undefined;
        };
      },
    };
    let isOver = false;
    const io = ioWith({}, { stdin: input.stdin, stdout: out.stream, stderr: err.stream, host: () => live, ...streams });
    const status = run(argv, io).then((given) => {
      isOver = true;
      return given;
    });
    await breathe();
    const text = (): string => out.bytes().toString();
    const events = (...names: readonly string[]): readonly EventObject[] =>
      jsonLines(text()).filter(({ event }) => names.length === 0 || names.includes(event as string));
    return {
      async say(...lines) {
        const before = text().length;
        input.give(lines.map((line) => `${line}\n`).join(''));
        await breathe();
        return argv.includes('--json') ? jsonLines(text().slice(before)) : [];
      },
      async endInput() {
        input.end();
        await breathe();
      },
      async signal(name) {
        stop?.(name);
        await breathe();
      },
      events,
      text,
      errors: () => err.bytes().toString(),
      isOver: () => isOver,
      status,
    };
  };

  return {
    scheduler,
    start,
    plug: (in_) => cables[0].plug(in_),
    async pass(seconds) {
      scheduler.runUntil(scheduler.now() + seconds * 1_000_000);
      await breathe();
    },
    inject: (port, frame) => taps.get(port)?.(frame),
    breakSending: (port) => broken.add(port),
  };
}

export const VSI = 'a1412857-60f7-4ce1-e95a-000000000001';
export const VSI_WORDS = `${VSI} type=5/1 filter=52-54-00-00-00-01/0`;

/** A station and a bridge that agree on EVB, both with `--json`; the bridge grants all. */
export async function createPair(
  station: readonly string[] = [],
  bridge: readonly string[] = ['--answer', 'all grant vid=100'],
): Promise<Rig & { readonly station: Run; readonly bridge: Run }> {
  const rig = createRig();
  const pair = {
    bridge: await rig.start(['bridge', '--udp', '5002:5001', '--json', ...bridge]),
    station: await rig.start(['station', '--udp', '5001:5002', '--json', ...station]),
  };
  await rig.pass(1);
  return { ...rig, ...pair };
}
