// Drives a station or a bridge: the only place where outputs become I/O. After each input the driver acts on all outputs:
// it sends frames, asks the VSI manager, tells the data plane and the listeners. Then it sets its timer to the next deadline.
//
// Re-entrance: the host may give an input while the driver acts on an output, as a transport that delivers a frame inside
// `send`, or a manager that answers inside `query`. The endpoint is never on the stack then, so it takes the input at once;
// the outputs of that input come behind those that wait already. So no call nests deeper than one level, and the endpoint's
// bound on waiting outputs is the bound here, too.
//
// Always: what the host's code throws is a fault that the endpoint does not notice.

import { type Refusal, refuse } from '../core/refusal.js';
import { isDataPlaneChange } from '../evb/data-plane.js';
import { DeadlineTimer } from './deadline-timer.js';
import { HostGuard } from './host-guard.js';
import type {
  Endpoint,
  EvbInput,
  EvbOutput,
  FrameReceiver,
  FrameTransport,
  HostPart,
  HostParts,
  LldpDaemon,
  LldpReceiver,
  Scheduler,
} from './interfaces.js';
import { askManager, cancelQuery, type QueryParts, releaseGrant } from './queries.js';

/** Is told of inputs and outputs, and may give inputs to the driver in turn. */
export interface Listener<Input, Output> {
  /** The endpoint has taken an input. The outputs of this input follow. */
  taken?(input: Input): void;
  /** The driver has acted on an output. */
  told?(output: Output): void;
  /** The driver was stopped: nothing follows. */
  stopped?(): void;
}

interface Attached {
  readonly transport: FrameTransport | undefined;
  readonly lldp: LldpDaemon | undefined;
  isAttached: boolean;
}

/**
 * Drives an endpoint with the parts of the host. The transports are started at once.
 *
 * @example
 * const driver = drive(new EvbBridge({ ports: [{ name: 'ge1', mac }] }), { transports: { ge1 }, manager }, scheduler);
 * driver.listen({ told: (output) => console.log(output.kind) });
 */
export const drive = <Input extends EvbInput, Output extends EvbOutput>(
  endpoint: Endpoint<Input, Output>,
  parts: HostParts<Input, Output>,
  scheduler: Scheduler,
): Driver<Input, Output> => new Driver(endpoint, parts, scheduler);

/** A driven endpoint. */
export class Driver<Input extends EvbInput = EvbInput, Output extends EvbOutput = EvbOutput> {
  readonly scheduler: Scheduler;
  readonly #endpoint: Endpoint<EvbInput, EvbOutput>;
  readonly #parts: HostParts<EvbInput, EvbOutput>;
  readonly #guard: HostGuard;
  readonly #timer: DeadlineTimer;
  readonly #queries: QueryParts;
  /** By port. */
  readonly #attached = new Map<string, Attached>();
  readonly #listeners = new Set<Listener<EvbInput, EvbOutput>>();
  #isActing = false;
  #isStopped = false;

  constructor(endpoint: Endpoint<Input, Output>, parts: HostParts<Input, Output>, scheduler: Scheduler) {
    this.scheduler = scheduler;
    this.#endpoint = endpoint;
    this.#parts = parts;
    this.#guard = new HostGuard(parts.observer);
    this.#timer = new DeadlineTimer(scheduler, this.#guard, () => this.#handle({ kind: 'timeout' }));
    this.#queries = { manager: parts.manager, guard: this.#guard, give: (input) => this.#handle(input) };
    const { transports = {}, lldp = {} } = parts;
    for (const port of new Set([...Object.keys(transports), ...Object.keys(lldp)])) {
      this.#attach(port, transports[port], lldp[port]);
    }
    this.#settle();
  }

  /** The instant of the scheduler, in microseconds. */
  now(): number {
    return this.scheduler.now();
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Number of faults of the host so far. */
  get faults(): number {
    return this.#guard.faults;
  }

  /**
   * Gives an input to the endpoint, and acts on the outputs before it returns. Inside an output it returns first.
   *
   * @returns why the endpoint did not take the input; `stopped` where the driver was stopped
   */
  handle(input: Input): Refusal | undefined {
    return this.#handle(input);
  }

  /** Gives a port its transport. A transport that the port had before is stopped, and its link counts as down. */
  attach(port: string, transport: FrameTransport, lldp?: LldpDaemon): void {
    this.detach(port);
    this.#attach(port, transport, lldp);
  }

  /** Stops the transport of a port; its link counts as down. The input `removePort` does this by itself. */
  detach(port: string): void {
    if (this.#unplug(port)) this.#handle({ kind: 'link', port, up: false });
  }

  /**
   * Adds a listener.
   *
   * @returns removes the listener
   */
  listen(listener: Listener<Input, Output>): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Ends driving: transports are stopped, outputs are no longer acted on. The endpoint stays as it is. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#timer.set(undefined);
    for (const one of this.#listeners) this.#guard.run('listener', undefined, () => one.stopped?.());
    this.#listeners.clear();
    for (const port of [...this.#attached.keys()]) this.#unplug(port);
  }

  #handle(input: EvbInput): Refusal | undefined {
    if (this.#isStopped) return refuse('stopped', '', 'a driver that runs');
    const { observer } = this.#parts;
    const now = this.now();
    const refusal = this.#endpoint.handle(input, now);
    if (observer?.input !== undefined) this.#run('observer', undefined, () => observer.input?.(input, now, refusal));
    if (refusal === undefined) {
      for (const one of this.#listeners) this.#run('listener', undefined, () => one.taken?.(input));
    }
    this.#settle();
    if (input.kind === 'removePort' && refusal === undefined) this.#unplug(input.port);
    return refusal;
  }

  /** Acts on all outputs that wait, then sets the timer. Inside an output it does nothing: the loop goes on anyway. */
  #settle(): void {
    if (this.#isActing) return;
    this.#isActing = true;
    try {
      for (let output = this.#next(); output !== undefined; output = this.#next()) this.#act(output);
    } finally {
      this.#isActing = false;
    }
    if (!this.#isStopped) this.#timer.set(this.#endpoint.nextDeadline());
  }

  #next(): EvbOutput | undefined {
    return this.#isStopped ? undefined : this.#endpoint.poll();
  }

  #act(output: EvbOutput): void {
    const { observer } = this.#parts;
    if (observer?.output !== undefined) this.#run('observer', undefined, () => observer.output?.(output, this.now()));
    this.#perform(output);
    for (const one of this.#listeners) this.#run('listener', undefined, () => one.told?.(output));
  }

  /** Makes an output I/O. */
  #perform(output: EvbOutput): void {
    const { port } = output;
    switch (output.kind) {
      case 'frame': {
        const { frame, scid } = output;
        const transport = this.#attached.get(port)?.transport;
        if (transport === undefined) return;
        this.#run('transport', port, () => (scid === undefined ? transport.send(frame) : transport.send(frame, scid)));
        return;
      }
      case 'lldpTlvs': {
        const lldp = this.#attached.get(port)?.lldp;
        this.#run('lldp', port, () => lldp?.send(output.destination, output.tlvs, output.scid));
        return;
      }
      case 'query':
        askManager(this.#queries, output);
        return;
      case 'cancel':
        cancelQuery(this.#queries, output);
        return;
      case 'release':
        releaseGrant(this.#queries, output);
        return;
      default:
        if (isDataPlaneChange(output)) this.#run('dataPlane', port, () => this.#parts.dataPlane?.apply(output));
    }
  }

  #run(part: HostPart, port: string | undefined, code: () => unknown): void {
    this.#guard.run(part, port, code);
  }

  /** Starts the interfaces of a port. What they tell after they were detached is ignored. */
  #attach(port: string, transport: FrameTransport | undefined, lldp: LldpDaemon | undefined): void {
    const attached: Attached = { transport, lldp, isAttached: true };
    this.#attached.set(port, attached);
    const give = (input: EvbInput): void => {
      if (attached.isAttached) this.#handle(input);
    };
    const receiver: FrameReceiver = {
      frame: (frame, scid) => give({ kind: 'frame', port, frame, ...(scid !== undefined && { scid }) }),
      link: (up) => give({ kind: 'link', port, up }),
    };
    const neighbors: LldpReceiver['neighbors'] = (heard, where) =>
      give({ kind: 'lldpNeighbors', port, ...where, neighbors: heard });
    this.#run('transport', port, () => transport?.start(receiver));
    this.#run('lldp', port, () => lldp?.start({ neighbors }));
  }

  #unplug(port: string): boolean {
    const attached = this.#attached.get(port);
    if (attached === undefined) return false;
    attached.isAttached = false;
    this.#attached.delete(port);
    this.#run('transport', port, () => attached.transport?.stop());
    this.#run('lldp', port, () => attached.lldp?.stop());
    return true;
  }
}
