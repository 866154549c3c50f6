// docs/counters.md, made from the tables of counters.

import type { Counter } from '../../src/core/counters.js';
import { ecpCounters } from '../../src/ecp/counters.js';

/** Every table of counters, by its name, with its title and where the status of a port has the counters. */
export const TABLES: Readonly<Record<string, readonly [string, string, Readonly<Record<string, Counter>>]>> = {
  ecpCounters: ['ECP', 'channels[].ecp.counters', ecpCounters],
};

const section = ([title, place, counters]: (typeof TABLES)[string]): string => `## ${title}

In the status of a port: \`${place}\`.

| counter | counts | MIB object |
| --- | --- | --- |
${Object.entries(counters)
  .map(([name, { text, mib = '' }]) => `| \`${name}\` | ${text} | ${mib} |`)
  .join('\n')}
`;

export const counters = (): string => `# Counters

Counters start at 0, never decrease, and stay when a port goes down. A counter with a MIB object is an object of
IEEE8021-EVB-MIB, or of LLDP-V2-MIB.

${Object.values(TABLES).map(section).join('\n')}`;
