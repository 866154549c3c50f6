// The VSI manager of `evb bridge`: a VSI type database that commands can replace, and rules that answer instead of it, to test
// stations. Each database counts the VSIs of its types from 0.

import type { Identifier } from '../../core/identifier.js';
import type { PlacedVsiQuery, Scheduler, Timer, VsiManager } from '../../host/interfaces.js';
import { staticVsiManager } from '../../vdp/manager/static.js';
import type { VsiAnswer } from '../../vdp/manager/vsi-manager.js';
import type { VsiType } from '../../vdp/manager/vsi-type.js';
import { type AnswerRule, type AnswerRules, grantOf } from './commands/answer-rules.js';

export interface RuledManagerParts {
  readonly rules: AnswerRules;
  readonly types: readonly VsiType[];
  readonly defaultManagerId: Identifier;
  readonly scheduler: Scheduler;
  /** Called with each answer, before the bridge gets the answer. */
  readonly answered: (query: PlacedVsiQuery, answer: VsiAnswer) => void;
}

export interface RuledManager extends VsiManager {
  /** Replaces the database. @throws OptionError for two types of one name */
  readonly load: (types: readonly VsiType[]) => void;
  /** The types, each with the number of its VSIs. */
  readonly types: () => readonly { readonly type: VsiType; readonly instances: number }[];
}

const keyOf = ({ port, scid, id }: PlacedVsiQuery): string => `${scid} ${id} ${port}`;

export function createRuledManager(parts: RuledManagerParts): RuledManager {
  const { rules, scheduler, defaultManagerId, answered } = parts;
  let types = parts.types;
  let database = staticVsiManager(types, { defaultManagerId });
  /** The database that granted a query: it gets the release. */
  const granted = new Map<string, typeof database>();
  const waiting = new Map<string, Timer>();

  const answerOf = (query: PlacedVsiQuery, rule: AnswerRule | undefined): VsiAnswer => {
    const verdict = rule?.verdict;
    if (verdict?.kind === 'refuse') return verdict.answer;
    if (verdict?.kind === 'grant') return grantOf(query, verdict.vid, verdict.pcp);
    const answer = database.answer(query);
    if (answer.ok) granted.set(keyOf(query), database);
    return answer;
  };
  const tell = (query: PlacedVsiQuery, rule: AnswerRule | undefined): VsiAnswer => {
    const answer = answerOf(query, rule);
    answered(query, answer);
    return answer;
  };

  return {
    query(query, answer) {
      const rule = rules.find(query);
      if (rule?.verdict.kind === 'never') return undefined;
      if (rule === undefined || rule.delay === 0) return tell(query, rule);
      const timer = scheduler.at(scheduler.now() + rule.delay, () => {
        waiting.delete(keyOf(query));
        answer(tell(query, rule));
      });
      waiting.set(keyOf(query), timer);
      return undefined;
    },
    cancel(query) {
      waiting.get(keyOf(query))?.cancel();
      waiting.delete(keyOf(query));
    },
    release(query) {
      granted.get(keyOf(query))?.release(query);
      granted.delete(keyOf(query));
    },
    load(loaded) {
      database = staticVsiManager(loaded, { defaultManagerId });
      types = loaded;
    },
    types: () => types.map((type) => ({ type, instances: database.instances(type) })),
  };
}
