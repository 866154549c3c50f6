// The results as a table for people: a line a contestant, and for each limit whether it holds.

import type { Allocations } from './allocation.js';
import type { RaceResult } from './race.js';
import type { Contestant, Target } from './workload.js';

/** A limit, and what was measured. */
export interface Verdict {
  readonly text: string;
  readonly holds: boolean;
}

const keeps = ({ relation, limit }: Target, ratio: number): boolean =>
  relation === 'at most' ? ratio <= limit : ratio >= limit;

/** What each limit of a contestant comes to. */
export function verdicts(result: RaceResult, contestant: Contestant, octets: number): Verdict[] {
  const { name, target, allocationLimit } = contestant;
  const made: Verdict[] = [];
  if (target !== undefined) {
    const holds = keeps(target, result.ratio(name, target.against));
    made.push({ text: `${target.relation} ${target.limit} x ${target.against}`, holds });
  }
  if (allocationLimit !== undefined) {
    made.push({ text: `at most ${allocationLimit} octets`, holds: octets <= allocationLimit });
  }
  return made;
}

const told = ({ text, holds }: Verdict): string => `${text}: ${holds ? 'holds' : 'DOES NOT HOLD'}`;

/** The lines of one workload. Its first contestant is what the others are compared with. */
export function tableOf(result: RaceResult, allocations: Allocations): string[] {
  const { id, title, contestants } = result.workload;
  const base = contestants[0] as Contestant;
  const line = (name: string, ns: string, base: string, octets: string, limits: string): string =>
    `  ${name.padEnd(24)}${ns.padStart(9)}${base.padStart(9)}${octets.padStart(9)}  ${limits}`.trimEnd();
  return [
    `${id}  ${title}`,
    line('', 'ns', `x ${base.name}`, 'octets', 'limits'),
    ...contestants.map((contestant) => {
      const { name } = contestant;
      const octets = allocations[id]?.[name] ?? 0;
      return line(
        name,
        result.ns(name).toFixed(1),
        result.ratio(name, base.name).toFixed(2),
        String(octets),
        verdicts(result, contestant, octets).map(told).join('; '),
      );
    }),
    '',
  ];
}

/** How many limits hold, and what was measured where one does not. */
export function summaryOf(results: readonly RaceResult[], allocations: Allocations): string[] {
  const all = results.flatMap((result) =>
    result.workload.contestants.flatMap((contestant) => {
      const octets = allocations[result.workload.id]?.[contestant.name] ?? 0;
      const { against = '' } = contestant.target ?? {};
      return verdicts(result, contestant, octets).map((verdict) => ({
        ...verdict,
        what: `${result.workload.id} ${contestant.name}: ${verdict.text}`,
        measured: against === '' ? '' : `${result.ratio(contestant.name, against).toFixed(2)} x ${against}, `,
        octets,
      }));
    }),
  );
  const broken = all.filter(({ holds }) => !holds);
  return [
    `${all.length - broken.length} of ${all.length} limits hold`,
    ...broken.map(({ what, measured, octets }) => `  ${what}; measured ${measured}${octets} octets`),
  ];
}
