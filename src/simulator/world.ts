// A world of stations, bridges and links in virtual time. The same seed gives the same journal to the octet, whatever the
// order in which its nodes were made: ports are plugged in when the world starts, by name.
//
// @example
// const world = new World({ seed: 7 });
// const station = world.station('a', { ports: [{ name: 'eth0', mac: 0x020000000001 }] });
// world.bridge('b', { ports: [{ name: 'ge1', mac: 0x020000000002 }] }, { manager });
// const link = world.link('a/eth0', 'b/ge1', { loss: 0.1 });
// await world.until(station.port('eth0').ready());

import { EvbBridge, type EvbBridgeInput, type EvbBridgeOptions, type EvbBridgeOutput } from '../evb/bridge.js';
import { EvbStation, type EvbStationInput, type EvbStationOptions, type EvbStationOutput } from '../evb/station.js';
import { type BridgeHost, driveBridge } from '../host/bridge-host.js';
import { type Driver, drive } from '../host/drive.js';
import type { Endpoint, EvbInput, EvbOutput, HostFault, HostParts, Observer, Scheduler } from '../host/interfaces.js';
import { driveStation, type StationHost } from '../host/station-host.js';
import { JournalDigest, type JournalEntry, toJournal } from './journal.js';
import type { LinkFaults } from './link-faults.js';
import { VirtualScheduler } from './virtual-scheduler.js';
import { type LinkFrame, WorldLink } from './world-link.js';

export interface WorldOptions {
  /** Of all that is drawn at random; default 1. */
  readonly seed?: number;
  /** Whether inputs, outputs and frames are kept, only their digest is, or neither; default `full`. */
  readonly journal?: 'full' | 'digest' | 'off';
  /** What runs first of a timer and a frame due at one instant; default what was asked for first. */
  readonly ties?: 'asked' | 'timersFirst' | 'framesFirst';
}

/** What a node has beside its links. */
export type WorldPorts<Input, Output> = Omit<HostParts<Input, Output>, 'transports'>;

/** Something that a node's host threw. */
export interface WorldFault extends HostFault {
  readonly at: number;
  readonly node: string;
}

/** A check that failed while the world ran, with what led to it. Recognise it by `code`. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
  readonly code = 'dot1qbgWorld';
  readonly seed: number;
  /** How many steps had run. */
  readonly step: number;

  constructor(what: string, seed: number, step: number, last: readonly JournalEntry[], cause?: unknown) {
    const lines = last.map((entry) => JSON.stringify(entry).slice(0, LINE));
    super([`${what} (seed ${seed}, step ${step})`, ...lines].join('\n'), cause === undefined ? undefined : { cause });
    this.seed = seed;
    this.step = step;
  }
}

interface Node {
  readonly life: number | undefined;
  readonly driver: Driver;
}

const LAST = 50;
const LINE = 240;
const URGENCY = { asked: 0, timersFirst: -1, framesFirst: 1 } as const;
const DEFAULT_LIMIT = 600_000_000;

export class World {
  readonly scheduler = new VirtualScheduler();
  readonly journal: JournalEntry[] = [];
  readonly faults: WorldFault[] = [];
  readonly #seed: number;
  readonly #keeps: 'full' | 'digest' | 'off';
  readonly #urgency: number;
  readonly #nodes = new Map<string, Node>();
  readonly #links: WorldLink[] = [];
  readonly #checks: (() => void)[] = [];
  readonly #digest = new JournalDigest();
  #steps = 0;
  #hasStarted = false;

  constructor({ seed = 1, journal = 'full', ties = 'asked' }: WorldOptions = {}) {
    this.#seed = seed;
    this.#keeps = journal;
    this.#urgency = URGENCY[ties];
  }

  now(): number {
    return this.scheduler.now();
  }

  /** Steps that have run. */
  get steps(): number {
    return this.#steps;
  }

  /** Makes a station. One of the same name is stopped, and this one is plugged in where it was, knowing nothing. */
  station(
    name: string,
    options: EvbStationOptions,
    ports: WorldPorts<EvbStationInput, EvbStationOutput> = {},
  ): StationHost {
    const life = this.#stop(name);
    const host = driveStation(new EvbStation(options), this.#observed(name, life, ports), this.#clock());
    this.#enter(name, { life, driver: host.driver });
    return host;
  }

  /** Makes a bridge; the same goes for one of the same name. */
  bridge(name: string, options: EvbBridgeOptions, ports: WorldPorts<EvbBridgeInput, EvbBridgeOutput> = {}): BridgeHost {
    const life = this.#stop(name);
    const host = driveBridge(new EvbBridge(options), this.#observed(name, life, ports), this.#clock());
    this.#enter(name, { life, driver: host.driver });
    return host;
  }

  /** Takes in any endpoint that speaks of frames and links as stations and bridges do. */
  add<Input extends EvbInput, Output extends EvbOutput>(
    name: string,
    endpoint: Endpoint<Input, Output>,
    ports: WorldPorts<Input, Output> = {},
  ): Driver<Input, Output> {
    const life = this.#stop(name);
    const driven = drive(endpoint, this.#observed(name, life, ports), this.#clock());
    this.#enter(name, { life, driver: driven });
    return driven;
  }

  /** Links two ports, named `node/port`. They are plugged in when the world starts. */
  link(one: string, other: string, faults: Partial<LinkFaults> = {}): WorldLink {
    const link = new WorldLink(this.scheduler, this.#seed, [one, other], faults, this.#keeps === 'full');
    this.#links.push(link);
    if (this.#hasStarted) this.#plug([...link.ends]);
    return link;
  }

  /** Runs something after so many microseconds. */
  after(delay: number, run: () => void): void {
    this.scheduler.at(this.now() + delay, run);
  }

  /** Runs a check after every step. What it throws ends the run as a `WorldError`, with what led to it. */
  check(check: () => void): void {
    this.#checks.push(check);
  }

  /** Plugs all ports in, unless that has been done; every run does it first. */
  start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#plug(this.#links.flatMap(({ ends }) => ends));
  }

  /** Runs what is due next. Answers whether there was anything. */
  step(): boolean {
    this.start();
    if (!this.scheduler.step()) return false;
    this.#steps++;
    for (const check of this.#checks) this.#run(check);
    return true;
  }

  /** Runs for so many microseconds. */
  run(duration: number): void {
    const until = this.now() + duration;
    this.start();
    while ((this.scheduler.next() ?? Number.POSITIVE_INFINITY) <= until) this.step();
    this.scheduler.advance(until);
  }

  /** Runs until something holds, for `limit` microseconds at most. Answers whether it holds. */
  runUntil(holds: () => boolean, limit: number): boolean {
    const until = this.now() + limit;
    this.start();
    while (!holds()) {
      if ((this.scheduler.next() ?? Number.POSITIVE_INFINITY) > until) {
        this.scheduler.advance(until);
        return holds();
      }
      this.step();
    }
    return true;
  }

  /**
   * Runs until a promise is settled, with a turn for other promises before each step.
   *
   * @param limit microseconds, default ten minutes
   * @throws WorldError where it is not settled by then
   */
  async until<T>(promise: Promise<T>, limit: number = DEFAULT_LIMIT): Promise<T> {
    const until = this.now() + limit;
    this.start();
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      // One turn for what waits for the promise, one for what waits for that.
      await undefined;
      await undefined;
      if (isSettled) return promise;
      if ((this.scheduler.next() ?? Number.POSITIVE_INFINITY) > until || !this.step()) {
        throw this.#error(`not settled within ${limit} us`);
      }
    }
  }

  /** All frames that were sent on all links, by time. */
  frames(): LinkFrame[] {
    return this.#links.flatMap(({ frames }) => frames).sort((a, b) => a.at - b.at);
  }

  /** Sixteen hexadecimal digits over the whole journal, kept or not. */
  digest(): string {
    if (this.#keeps !== 'full') return this.#digest.toString();
    const digest = new JournalDigest();
    for (const entry of this.journal) digest.add(entry);
    return digest.toString();
  }

  #run(check: () => void): void {
    try {
      check();
    } catch (error) {
      throw this.#error(error instanceof Error ? error.message : String(error), error);
    }
  }

  #error(what: string, cause?: unknown): WorldError {
    return new WorldError(what, this.#seed, this.#steps, this.journal.slice(-LAST), cause);
  }

  #clock(): Scheduler {
    return { now: () => this.now(), at: (when, run) => this.scheduler.at(when, run, this.#urgency) };
  }

  /** Ends the node of this name, if there is one; answers which life a new one has. */
  #stop(name: string): number | undefined {
    const before = this.#nodes.get(name);
    if (before === undefined) return undefined;
    before.driver.stop();
    return (before.life ?? 0) + 1;
  }

  #enter(name: string, node: Node): void {
    this.#nodes.set(name, node);
    if (!this.#hasStarted) return;
    this.#plug(this.#links.flatMap(({ ends }) => ends.filter((end) => splitEnd(end).node === name)));
  }

  #plug(ends: string[]): void {
    for (const end of ends.sort()) {
      const { node, port } = splitEnd(end);
      const link = this.#links.find(({ ends: both }) => both.includes(end));
      const found = this.#nodes.get(node);
      if (found === undefined) throw this.#error(`there is no node ${node}`);
      if (link !== undefined) found.driver.attach(port, link.transport(end));
    }
  }

  #observed<Input, Output>(
    node: string,
    life: number | undefined,
    ports: WorldPorts<Input, Output>,
  ): HostParts<Input, Output> {
    const { observer } = ports;
    const place = { node, ...(life !== undefined && { life }) };
    const own: Observer<Input, Output> = {
      input: (input, now, refusal) => {
        this.#note(() => ({
          at: now,
          ...place,
          kind: 'input',
          ...portOf(input),
          value: toJournal(input),
          ...(refusal !== undefined && { refusal }),
        }));
        observer?.input?.(input, now, refusal);
      },
      output: (output, now) => {
        this.#note(() => ({ at: now, ...place, kind: 'output', ...portOf(output), value: toJournal(output) }));
        observer?.output?.(output, now);
      },
      fault: (fault) => {
        this.faults.push({ at: this.now(), node, ...fault });
        observer?.fault?.(fault);
      },
    };
    return { ...ports, observer: own };
  }

  #note(make: () => JournalEntry): void {
    if (this.#keeps === 'off') return;
    if (this.#keeps === 'full') this.journal.push(make());
    else this.#digest.add(make());
  }
}

/** Port names may have slashes, node names not. */
function splitEnd(end: string): { readonly node: string; readonly port: string } {
  const slash = end.indexOf('/');
  return { node: end.slice(0, slash), port: end.slice(slash + 1) };
}

function portOf(value: unknown): { readonly port?: string } {
  const { port } = value as { readonly port?: unknown };
  return typeof port === 'string' ? { port } : {};
}
