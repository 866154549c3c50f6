// Drives a station or a bridge: the only place where outputs become I/O. It polls after each input, sends frames, asks the
// VSI manager, tells the data plane, arms the scheduler, and hands all that is told to whoever listens.

import type { Refusal } from '../core/refusal.js';
import type { EvbBridgeInput, EvbBridgeOutput } from '../evb/bridge.js';
import { isDataPlaneChange } from '../evb/data-plane.js';
import type { EvbStationInput, EvbStationOutput } from '../evb/station.js';
import { Driver, type Listener } from './driver.js';
import type { DataPlane, Endpoint, FrameTransport, LldpDaemon, Observer, Scheduler, VsiManager } from './interfaces.js';
import { ManagerQueries } from './queries.js';

/** What a host brings, by the names of ports where it is for one. */
export interface HostParts<Input, Output> {
  readonly transports?: Readonly<Record<string, FrameTransport>> | undefined;
  /** For ports with `lldp: { by: 'host' }`. */
  readonly lldp?: Readonly<Record<string, LldpDaemon>> | undefined;
  /** Without one a bridge refuses every VSI with error type 3. */
  readonly manager?: VsiManager | undefined;
  readonly dataPlane?: DataPlane | undefined;
  readonly observer?: Observer<Input, Output> | undefined;
}

/** What a driven endpoint may take and give: a part of what stations and bridges do. */
export type AnyInput = EvbStationInput | EvbBridgeInput;
export type AnyOutput = EvbStationOutput | EvbBridgeOutput;

/** An endpoint that is driven. */
export interface Drive<Input, Output> {
  /** Gives an input; answers why it was not taken. What comes of it is acted on before this returns. */
  handle(input: Input): Refusal | undefined;
  /** A port that was added has a transport from now on; one that it had before is stopped. */
  attach(port: string, transport: FrameTransport, lldp?: LldpDaemon): void;
  /** The transport of a port is stopped, and its link counts as down. Done for a port that is removed by an input. */
  detach(port: string): void;
  /** Hears of all that is taken and told from now on; answers how to end that. */
  listen(listener: Listener<Input, Output>): () => void;
  /** Runs something when all outputs are acted on: now, where none is. */
  afterwards(run: () => void): void;
  now(): number;
  readonly scheduler: Scheduler;
  readonly isStopped: boolean;
  /** How often something of the host threw. */
  readonly faults: number;
  /** Ends it: transports are stopped, nothing is acted on any more. The endpoint stays as it is. */
  stop(): void;
}

interface Attached {
  readonly transport: FrameTransport | undefined;
  readonly lldp: LldpDaemon | undefined;
  isAttached: boolean;
}

/**
 * Drives an endpoint by what the host brings. Its transports are started at once.
 *
 * @example
 * const driven = drive(new EvbBridge({ ports: [{ name: 'ge1', mac }] }), { transports: { ge1: transport }, manager }, scheduler);
 */
export function drive<Input extends AnyInput, Output extends AnyOutput>(
  endpoint: Endpoint<Input, Output>,
  host: HostParts<Input, Output>,
  scheduler: Scheduler,
): Drive<Input, Output> {
  return new EvbDrive(endpoint, host, scheduler);
}

class EvbDrive implements Drive<AnyInput, AnyOutput> {
  readonly scheduler: Scheduler;
  readonly #host: HostParts<AnyInput, AnyOutput>;
  readonly #driver: Driver<AnyInput, AnyOutput>;
  readonly #queries: ManagerQueries;
  readonly #attached = new Map<string, Attached>();

  constructor(endpoint: Endpoint<AnyInput, AnyOutput>, host: HostParts<AnyInput, AnyOutput>, scheduler: Scheduler) {
    this.scheduler = scheduler;
    this.#host = host;
    const { observer } = host;
    this.#driver = new Driver<AnyInput, AnyOutput>({
      endpoint,
      scheduler,
      observer,
      perform: (output) => this.#perform(output),
    });
    this.#queries = new ManagerQueries(this.#driver as Driver<EvbBridgeInput, EvbBridgeOutput>, host.manager);
    const names = new Set([...Object.keys(host.transports ?? {}), ...Object.keys(host.lldp ?? {})]);
    for (const name of names) this.#attach(name, host.transports?.[name], host.lldp?.[name]);
    this.#driver.settle();
  }

  handle(input: AnyInput): Refusal | undefined {
    const refusal = this.#driver.handle(input);
    if (input.kind === 'removePort' && refusal === undefined) this.#unplug(input.port);
    return refusal;
  }

  attach(port: string, transport: FrameTransport, lldp?: LldpDaemon): void {
    this.detach(port);
    this.#attach(port, transport, lldp);
  }

  detach(port: string): void {
    if (!this.#unplug(port)) return;
    this.#driver.handle({ kind: 'link', port, up: false });
  }

  listen(listener: Listener<AnyInput, AnyOutput>): () => void {
    return this.#driver.listen(listener);
  }

  afterwards(run: () => void): void {
    this.#driver.afterwards(run);
  }

  now(): number {
    return this.#driver.now();
  }

  get isStopped(): boolean {
    return this.#driver.isStopped;
  }

  get faults(): number {
    return this.#driver.faults;
  }

  stop(): void {
    this.#driver.stop();
    for (const name of [...this.#attached.keys()]) this.#unplug(name);
  }

  /** Whatever a transport tells after it was detached is not for us. */
  #attach(port: string, transport: FrameTransport | undefined, lldp: LldpDaemon | undefined): void {
    const attached: Attached = { transport, lldp, isAttached: true };
    this.#attached.set(port, attached);
    if (transport !== undefined) {
      const receiver = {
        frame: (frame: Uint8Array, scid?: number) => {
          if (attached.isAttached)
            this.#driver.handle({ kind: 'frame', port, frame, ...(scid !== undefined && { scid }) });
        },
        link: (up: boolean) => {
          if (attached.isAttached) this.#driver.handle({ kind: 'link', port, up });
        },
      };
      this.#driver.guard('transport', port, () => transport.start(receiver));
    }
    if (lldp !== undefined) {
      const neighbors: Parameters<LldpDaemon['start']>[0]['neighbors'] = (given, where) => {
        if (attached.isAttached) this.#driver.handle({ kind: 'lldpNeighbors', port, ...where, neighbors: given });
      };
      this.#driver.guard('lldp', port, () => lldp.start({ neighbors }));
    }
  }

  #unplug(port: string): boolean {
    const attached = this.#attached.get(port);
    if (attached === undefined) return false;
    attached.isAttached = false;
    this.#attached.delete(port);
    this.#driver.guard('transport', port, () => attached.transport?.stop());
    this.#driver.guard('lldp', port, () => attached.lldp?.stop());
    return true;
  }

  #perform(output: AnyOutput): void {
    switch (output.kind) {
      case 'frame': {
        const transport = this.#attached.get(output.port)?.transport;
        if (transport === undefined) return;
        this.#driver.guard('transport', output.port, () =>
          output.scid === undefined ? transport.send(output.frame) : transport.send(output.frame, output.scid),
        );
        return;
      }
      case 'lldpTlvs': {
        const lldp = this.#attached.get(output.port)?.lldp;
        this.#driver.guard('lldp', output.port, () => lldp?.send(output.destination, output.tlvs, output.scid));
        return;
      }
      case 'query':
        this.#queries.ask(output);
        return;
      case 'cancel':
        this.#queries.cancel(output);
        return;
      case 'release':
        this.#queries.release(output);
        return;
      default:
        if (!isDataPlaneChange(output)) return;
        this.#driver.guard('dataPlane', output.port, () => this.#host.dataPlane?.apply(output));
    }
  }
}
