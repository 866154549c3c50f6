// A world of stations, bridges and links in virtual time. The same seed gives the same journal to the octet, in any order of
// making the ends: ports are plugged in when the world starts, ordered by name.

import { EvbBridge, type EvbBridgeInput, type EvbBridgeOptions, type EvbBridgeOutput } from '../evb/bridge.js';
import { EvbStation, type EvbStationInput, type EvbStationOptions, type EvbStationOutput } from '../evb/station.js';
import { type BridgeHost, driveBridge } from '../host/bridge-host.js';
import { type Driver, drive } from '../host/drive.js';
import type { Endpoint, EvbInput, EvbOutput, HostFault, HostParts, Observer, Scheduler } from '../host/interfaces.js';
import { driveStation, type StationHost } from '../host/station-host.js';
import { JournalDigest, type JournalEntry, toJournal } from './journal.js';
import type { LinkFaults } from './link-faults.js';
import { VirtualScheduler } from './virtual-scheduler.js';
import { WorldError } from './world-error.js';
import { type LinkFrame, WorldLink } from './world-link.js';

export interface WorldOptions {
  /** Seed of all random numbers; default 1. */
  readonly seed?: number;
  /** `full` (default) keeps inputs, outputs and frames, `digest` only a digest of inputs and outputs, `off` nothing. */
  readonly journal?: 'full' | 'digest' | 'off';
  /** What runs first of a timer and a frame due at one instant; default `asked`: what was asked for first. */
  readonly ties?: 'asked' | 'timersFirst' | 'framesFirst';
}

/** What the host of an end brings; the transports come from the links. */
export type WorldParts<Input, Output> = Omit<HostParts<Input, Output>, 'transports'>;

/** A fault of the host of an end. */
export interface WorldFault extends HostFault {
  /** Microseconds. */
  readonly at: number;
  /** Name of the end. */
  readonly end: string;
}

/** A station, a bridge, or another endpoint of a world. */
interface End {
  readonly life: number | undefined;
  readonly driver: Driver;
}

const URGENCY = { asked: 0, timersFirst: -1, framesFirst: 1 } as const;
const DEFAULT_LIMIT = 600_000_000;

/**
 * Stations, bridges and links in virtual time.
 *
 * @example
 * const world = new World({ seed: 7 });
 * const station = world.station('a', { ports: [{ name: 'eth0', mac: 0x020000000001 }] });
 * world.bridge('b', { ports: [{ name: 'ge1', mac: 0x020000000002 }] }, { manager });
 * world.link('a/eth0', 'b/ge1', { loss: 0.1 });
 * await world.until(station.port('eth0').ready());
 */
export class World {
  readonly scheduler = new VirtualScheduler();
  readonly journal: JournalEntry[] = [];
  readonly faults: WorldFault[] = [];
  readonly #seed: number;
  readonly #keeps: 'full' | 'digest' | 'off';
  readonly #urgency: number;
  readonly #ends = new Map<string, End>();
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

  /** Number of steps that have run. */
  get steps(): number {
    return this.#steps;
  }

  /** Makes a station. An end that has the name already is stopped, and the new one takes its links: it has started over. */
  station(
    name: string,
    options: EvbStationOptions,
    parts: WorldParts<EvbStationInput, EvbStationOutput> = {},
  ): StationHost {
    const life = this.#stop(name);
    const host = driveStation(new EvbStation(options), this.#observed(name, life, parts), this.#clock());
    this.#enter(name, { life, driver: host.driver });
    return host;
  }

  /** Makes a bridge, as `station` makes a station. */
  bridge(name: string, options: EvbBridgeOptions, parts: WorldParts<EvbBridgeInput, EvbBridgeOutput> = {}): BridgeHost {
    const life = this.#stop(name);
    const host = driveBridge(new EvbBridge(options), this.#observed(name, life, parts), this.#clock());
    this.#enter(name, { life, driver: host.driver });
    return host;
  }

  /** Adds an endpoint that takes and gives frames and links as stations and bridges do. */
  add<Input extends EvbInput, Output extends EvbOutput>(
    name: string,
    endpoint: Endpoint<Input, Output>,
    parts: WorldParts<Input, Output> = {},
  ): Driver<Input, Output> {
    const life = this.#stop(name);
    const driven = drive(endpoint, this.#observed(name, life, parts), this.#clock());
    this.#enter(name, { life, driver: driven });
    return driven;
  }

  /** Links two ports, named `end/port`. They are plugged in when the world starts. */
  link(one: string, other: string, faults: Partial<LinkFaults> = {}): WorldLink {
    const link = new WorldLink(this.scheduler, this.#seed, [one, other], faults, this.#keeps === 'full');
    this.#links.push(link);
    if (this.#hasStarted) this.#plug([...link.ports]);
    return link;
  }

  /** Runs `run` after `delay` microseconds. */
  after(delay: number, run: () => void): void {
    this.scheduler.at(this.now() + delay, run);
  }

  /** Runs `check` after every step. An exception of it ends the run as a `WorldError`, with what led to it. */
  check(check: () => void): void {
    this.#checks.push(check);
  }

  /** Plugs all ports in. Each run does this first; a second call does nothing. */
  start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#plug(this.#links.flatMap(({ ports }) => ports));
  }

  /** Runs the next timer or frame. False without one. */
  step(): boolean {
    this.start();
    if (!this.scheduler.step()) return false;
    this.#steps++;
    for (const check of this.#checks) this.#run(check);
    return true;
  }

  /** Runs for `duration` microseconds. */
  run(duration: number): void {
    const until = this.now() + duration;
    this.start();
    while ((this.scheduler.next() ?? Number.POSITIVE_INFINITY) <= until) this.step();
    this.scheduler.advance(until);
  }

  /** Runs until `holds` is true, for `limit` microseconds at most. False when it did not become true. */
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
   * Runs until a promise is settled. Before each step other promises have their turn.
   *
   * @param limit microseconds, default ten minutes
   * @throws WorldError when the promise is not settled by then, with the last inputs, outputs and frames
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
      // The first turn is for those who wait for the promise, the second for those who wait for them.
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

  /** Digest of the whole journal, kept or not: sixteen hexadecimal digits. */
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
    const { journal } = this;
    return new WorldError(what, { seed: this.#seed, step: this.#steps, journal, frames: this.frames() }, cause);
  }

  #clock(): Scheduler {
    return { now: () => this.now(), at: (when, run) => this.scheduler.at(when, run, this.#urgency) };
  }

  /** Stops the end that has this name; returns the life of the next one. */
  #stop(name: string): number | undefined {
    const before = this.#ends.get(name);
    if (before === undefined) return undefined;
    before.driver.stop();
    return (before.life ?? 0) + 1;
  }

  #enter(name: string, end: End): void {
    this.#ends.set(name, end);
    if (!this.#hasStarted) return;
    this.#plug(this.#links.flatMap(({ ports }) => ports.filter((port) => splitName(port).end === name)));
  }

  /** @param ports as `end/port` */
  #plug(ports: string[]): void {
    for (const name of ports.sort()) {
      const { end, port } = splitName(name);
      const link = this.#links.find((one) => one.ports.includes(name));
      const found = this.#ends.get(end);
      if (found === undefined) throw this.#error(`there is no station or bridge ${end}`);
      if (link !== undefined) found.driver.attach(port, link.transport(name));
    }
  }

  #observed<Input, Output>(
    end: string,
    life: number | undefined,
    parts: WorldParts<Input, Output>,
  ): HostParts<Input, Output> {
    const { observer } = parts;
    const place = { end, ...(life !== undefined && { life }) };
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
        this.faults.push({ at: this.now(), end, ...fault });
        observer?.fault?.(fault);
      },
    };
    return { ...parts, observer: own };
  }

  #note(make: () => JournalEntry): void {
    if (this.#keeps === 'off') return;
    if (this.#keeps === 'full') this.journal.push(make());
    else this.#digest.add(make());
  }
}

/** Names of ports may have slashes, names of ends not. */
function splitName(name: string): { readonly end: string; readonly port: string } {
  const slash = name.indexOf('/');
  return { end: name.slice(0, slash), port: name.slice(slash + 1) };
}

function portOf(value: unknown): { readonly port?: string } {
  const { port } = value as { readonly port?: unknown };
  return typeof port === 'string' ? { port } : {};
}
