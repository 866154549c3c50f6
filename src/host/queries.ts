// Takes the queries of a bridge to the VSI manager of the host, and the answers back to the bridge.
//
// Always: each grant of the manager is released once: when the bridge says so, or at once where the bridge does not take
// the answer. The first answer of a query counts; others are ignored. Nothing is kept of a query that has been answered: the
// outputs `cancel` and `release` have the whole query, so a bridge whose state moves to another driver releases its grants
// there.

import type { Refusal } from '../core/refusal.js';
import type { EvbBridgeInput, EvbBridgeOutput } from '../evb/bridge.js';
import type { ChannelPlace } from '../evb/place.js';
import type { VsiAnswer, VsiQuery } from '../vdp/manager/vsi-manager.js';
import { VDP_ERROR_TYPE } from '../vdp/wire/status.js';
import { type HostGuard, isThenable } from './host-guard.js';
import type { PlacedVsiQuery, VsiManager } from './interfaces.js';

/** What a driver gives to its queries. */
export interface QueryParts {
  readonly manager: VsiManager | undefined;
  readonly guard: HostGuard;
  readonly give: (input: EvbBridgeInput) => Refusal | undefined;
}

type QueryOutput = ChannelPlace & { readonly query: VsiQuery };

const failure = (error: number): VsiAnswer => ({ ok: false, error });

/** Asks the manager. Without a manager the answer is error type 3. */
export function askManager(
  parts: QueryParts,
  { kind: _, ...query }: Extract<EvbBridgeOutput, { readonly kind: 'query' }>,
): void {
  const { manager, guard, give } = parts;
  const { port, scid, id } = query;
  let isAnswered = false;
  const answer = (given: VsiAnswer): void => {
    if (isAnswered) return;
    isAnswered = true;
    giveAnswer(parts, query, given);
  };
  const fail = (error: unknown): void => {
    guard.fault('manager', port, error);
    answer(failure(VDP_ERROR_TYPE.unableToContactVsiManager));
  };
  if (manager === undefined) {
    answer(failure(VDP_ERROR_TYPE.unableToContactVsiManager));
    return;
  }
  try {
    const returned = manager.query(query, answer);
    if (isThenable(returned)) returned.then(answer, fail);
    else if (returned !== undefined) answer(returned);
  } catch (error) {
    fail(error);
  }
  // When resourceWaitDelay is over the station shall hear that the manager is the cause.
  if (!isAnswered) give({ kind: 'managerPending', port, scid, id, pending: true });
}

/** The bridge no longer waits for the answer. */
export function cancelQuery({ manager, guard }: QueryParts, { query, port, scid }: QueryOutput): void {
  guard.run('manager', port, () => manager?.cancel?.({ ...query, port, scid }));
}

/** The bridge gives a grant back. */
export function releaseGrant({ manager, guard }: QueryParts, { query, port, scid }: QueryOutput): void {
  guard.run('manager', port, () => manager?.release?.({ ...query, port, scid }));
}

function giveAnswer(parts: QueryParts, query: PlacedVsiQuery, answer: VsiAnswer): void {
  const { port, scid, ...asked } = query;
  const about = { kind: 'answer', port, scid, id: query.id } as const;
  const refusal = parts.give({ ...about, answer });
  if (refusal === undefined) return;
  if (refusal.code === 'invalidAnswer') {
    parts.guard.fault('manager', port, refusal);
    parts.give({ ...about, answer: failure(VDP_ERROR_TYPE.otherFailure) });
  }
  if (answer?.ok === true) releaseGrant(parts, { port, scid, query: asked });
}
