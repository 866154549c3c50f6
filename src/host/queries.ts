// Takes the queries of a bridge to the VSI manager of the host, and the answers back to the bridge.
//
// Always: each grant of the manager is released once: when the bridge says so, or at once where the bridge does not take
// the answer. The first answer of a query counts; others are ignored.

import type { Refusal } from '../core/refusal.js';
import type { EvbBridgeInput, EvbBridgeOutput } from '../evb/bridge.js';
import type { VsiAnswer } from '../vdp/manager/vsi-manager.js';
import { VDP_ERROR_TYPE } from '../vdp/wire/status.js';
import { type HostGuard, isThenable } from './host-guard.js';
import type { PlacedVsiQuery, VsiManager } from './interfaces.js';

type OutputOf<Kind extends string> = Extract<EvbBridgeOutput, { readonly kind: Kind }>;

const failure = (error: number): VsiAnswer => ({ ok: false, error });

export class ManagerQueries {
  readonly #manager: VsiManager | undefined;
  readonly #guard: HostGuard;
  readonly #give: (input: EvbBridgeInput) => Refusal | undefined;

  constructor(manager: VsiManager | undefined, guard: HostGuard, give: (input: EvbBridgeInput) => Refusal | undefined) {
    this.#manager = manager;
    this.#guard = guard;
    this.#give = give;
  }

  /** Asks the manager. Without a manager the answer is error type 3. */
  ask({ kind: _, ...query }: OutputOf<'query'>): void {
    const { port, scid, id } = query;
    let isAnswered = false;
    const answer = (given: VsiAnswer): void => {
      if (isAnswered) return;
      isAnswered = true;
      this.#answer(query, given);
    };
    const fail = (error: unknown): void => {
      this.#guard.fault('manager', port, error);
      answer(failure(VDP_ERROR_TYPE.unableToContactVsiManager));
    };
    if (this.#manager === undefined) {
      answer(failure(VDP_ERROR_TYPE.unableToContactVsiManager));
      return;
    }
    try {
      const returned = this.#manager.query(query, answer);
      if (isThenable(returned)) returned.then(answer, fail);
      else if (returned !== undefined) answer(returned);
    } catch (error) {
      fail(error);
    }
    // When resourceWaitDelay is over the station shall hear that the manager is the cause.
    if (!isAnswered) this.#give({ kind: 'managerPending', port, scid, id, pending: true });
  }

  /** The bridge no longer waits for the answer. */
  cancel({ query, port, scid }: OutputOf<'cancel'>): void {
    this.#guard.run('manager', port, () => this.#manager?.cancel?.({ ...query, port, scid }));
  }

  /** The bridge gives a grant back. */
  release({ query, port, scid }: OutputOf<'release'>): void {
    this.#giveBack({ ...query, port, scid });
  }

  #answer(query: PlacedVsiQuery, answer: VsiAnswer): void {
    const { port, scid, id } = query;
    const refusal = this.#give({ kind: 'answer', port, scid, id, answer });
    if (refusal === undefined) return;
    if (refusal.code === 'invalidAnswer') {
      this.#guard.fault('manager', port, refusal);
      this.#give({ kind: 'answer', port, scid, id, answer: failure(VDP_ERROR_TYPE.otherFailure) });
    }
    if (answer?.ok === true) this.#giveBack(query);
  }

  #giveBack(query: PlacedVsiQuery): void {
    this.#guard.run('manager', query.port, () => this.#manager?.release?.(query));
  }
}
