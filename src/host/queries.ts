// Queries of a bridge on their way to the VSI manager of the host, and their answers.
//
// Always: of what the manager grants each is released once, when the bridge says so, or at once where the bridge cannot take
// the answer any more. Nothing is kept of a query that is neither open nor granted.

import type { Refusal } from '../core/refusal.js';
import { refuse } from '../core/refusal.js';
import type { EvbBridgeInput, EvbBridgeOutput } from '../evb/bridge.js';
import type { VsiAnswer } from '../vdp/manager/vsi-manager.js';
import { VDP_ERROR_TYPE } from '../vdp/wire/status.js';
import type { Driver } from './driver.js';
import type { PlacedVsiQuery, VsiManager } from './interfaces.js';

type OutputOf<Kind extends string> = Extract<EvbBridgeOutput, { readonly kind: Kind }>;

/** Of all S-channels: an id is one of its S-channel only. */
const keyOf = ({ port, scid, id }: { readonly port: string; readonly scid: number; readonly id: number }): string =>
  `${scid} ${id} ${port}`;

const failure = (error: number): VsiAnswer => ({ ok: false, error });

const isPromise = (value: unknown): value is PromiseLike<VsiAnswer> =>
  typeof (value as PromiseLike<VsiAnswer> | undefined)?.then === 'function';

export class ManagerQueries {
  readonly #driver: Driver<EvbBridgeInput, EvbBridgeOutput>;
  readonly #manager: VsiManager | undefined;
  /** Open or granted. */
  readonly #queries = new Map<string, PlacedVsiQuery>();

  constructor(driver: Driver<EvbBridgeInput, EvbBridgeOutput>, manager: VsiManager | undefined) {
    this.#driver = driver;
    this.#manager = manager;
  }

  /** Asks the manager; without one no VSI is granted anything. */
  ask({ kind: _, ...query }: OutputOf<'query'>): void {
    this.#queries.set(keyOf(query), query);
    let isAnswered = false;
    const answer = (given: VsiAnswer): void => {
      if (isAnswered) return;
      isAnswered = true;
      this.#answer(query, given);
    };
    const fail = (error: unknown): void => {
      this.#driver.fault('manager', query.port, error);
      answer(failure(VDP_ERROR_TYPE.unableToContactVsiManager));
    };
    if (this.#manager === undefined) {
      answer(failure(VDP_ERROR_TYPE.unableToContactVsiManager));
      return;
    }
    try {
      const returned = this.#manager.query(query, answer);
      if (isPromise(returned)) returned.then(answer, fail);
      else if (returned !== undefined) answer(returned);
    } catch (error) {
      fail(error);
    }
    // Where the bridge's patience ends, the station is to hear who was waited for.
    if (!isAnswered) this.#driver.handle({ kind: 'managerPending', ...placeOf(query), id: query.id, pending: true });
  }

  /** The answer is no longer wanted. */
  cancel(output: OutputOf<'cancel'>): void {
    const query = this.#take(output);
    if (query !== undefined) this.#driver.guard('manager', query.port, () => this.#manager?.cancel?.(query));
  }

  /** What was granted is given back. */
  release(output: OutputOf<'release'>): void {
    const query = this.#take(output);
    if (query !== undefined) this.#giveBack(query);
  }

  /** Queries that are open or granted. */
  get size(): number {
    return this.#queries.size;
  }

  #take(key: { readonly port: string; readonly scid: number; readonly id: number }): PlacedVsiQuery | undefined {
    const query = this.#queries.get(keyOf(key));
    this.#queries.delete(keyOf(key));
    return query;
  }

  #answer(query: PlacedVsiQuery, given: VsiAnswer): void {
    const isGrant = given?.ok === true;
    // An answer that comes after `cancel` is released again by the bridge, which then asks for its query.
    if (isGrant) this.#queries.set(keyOf(query), query);
    else this.#queries.delete(keyOf(query));
    const refusal = this.#give(query, given);
    if (refusal === undefined) return;
    if (refusal.code === 'invalidAnswer') {
      this.#driver.fault('manager', query.port, refusal);
      this.#give(query, failure(VDP_ERROR_TYPE.otherFailure));
    }
    if (isGrant && this.#take(query) !== undefined) this.#giveBack(query);
  }

  #give(query: PlacedVsiQuery, answer: VsiAnswer): Refusal | undefined {
    if (this.#driver.isStopped) return refuse('stopped', '', 'a driver that runs');
    return this.#driver.handle({ kind: 'answer', ...placeOf(query), id: query.id, answer });
  }

  #giveBack(query: PlacedVsiQuery): void {
    this.#driver.guard('manager', query.port, () => this.#manager?.release?.(query));
  }
}

const placeOf = ({ port, scid }: PlacedVsiQuery): { readonly port: string; readonly scid: number } => ({ port, scid });
