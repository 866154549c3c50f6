// The results as a table for people: one line per candidate, and whether its limits hold.

import type { Allocations } from './allocations.js';
import type { Times } from './times.js';
import type { Candidate, Target, Workload } from './workload.js';

/** What was measured of one workload. */
export interface Measured {
  readonly workload: Workload;
  readonly times: Times;
  readonly allocations: Allocations;
}

/** A limit, and what was measured. */
export interface Verdict {
  readonly text: string;
  readonly holds: boolean;
}

const nsOf = ({ times }: Measured, name: string): number => times[name] ?? Number.NaN;
const octetsOf = ({ allocations }: Measured, name: string): number => allocations[name] ?? Number.NaN;
const ratio = (measured: Measured, name: string, base: string): number => nsOf(measured, name) / nsOf(measured, base);

const keeps = ({ relation, limit }: Target, ratio: number): boolean =>
  relation === 'at most' ? ratio <= limit : ratio >= limit;

/** The limits of a candidate, and whether they hold. */
export function verdicts(measured: Measured, { name, target, allocationLimit }: Candidate): Verdict[] {
  const made: Verdict[] = [];
  if (target !== undefined) {
    const holds = keeps(target, ratio(measured, name, target.against));
    made.push({ text: `${target.relation} ${target.limit} x ${target.against}`, holds });
  }
  if (allocationLimit !== undefined) {
    made.push({ text: `at most ${allocationLimit} octets`, holds: octetsOf(measured, name) <= allocationLimit });
  }
  return made;
}

const verdictText = ({ text, holds }: Verdict): string => `${text}: ${holds ? 'holds' : 'DOES NOT HOLD'}`;

/** The lines of one workload. The others are compared with its first candidate. */
export function tableOf(measured: Measured): string[] {
  const { id, title, candidates } = measured.workload;
  const base = candidates[0] as Candidate;
  const line = (name: string, ns: string, base: string, octets: string, limits: string): string =>
    `  ${name.padEnd(24)}${ns.padStart(9)}${base.padStart(9)}${octets.padStart(9)}  ${limits}`.trimEnd();
  return [
    `${id}  ${title}`,
    line('', 'ns', `x ${base.name}`, 'octets', 'limits'),
    ...candidates.map((candidate) => {
      const { name } = candidate;
      return line(
        name,
        nsOf(measured, name).toFixed(1),
        ratio(measured, name, base.name).toFixed(2),
        String(octetsOf(measured, name)),
        verdicts(measured, candidate).map(verdictText).join('; '),
      );
    }),
    '',
  ];
}

/** How many limits hold, and the measurements of those that do not. */
export function summaryOf(all: readonly Measured[]): string[] {
  const lines = all.flatMap((measured) =>
    measured.workload.candidates.flatMap((candidate) => {
      const { name, target } = candidate;
      const times = target && `${ratio(measured, name, target.against).toFixed(2)} x ${target.against}, `;
      return verdicts(measured, candidate).map(({ text, holds }) => ({
        holds,
        text: `  ${measured.workload.id} ${name}: ${text}; measured ${times ?? ''}${octetsOf(measured, name)} octets`,
      }));
    }),
  );
  const broken = lines.filter(({ holds }) => !holds);
  return [`${lines.length - broken.length} of ${lines.length} limits hold`, ...broken.map(({ text }) => text)];
}
