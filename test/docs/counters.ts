// docs/counters.md, made from the tables of counters and the heads of their files.

import { readFileSync } from 'node:fs';
import type { Counter, CounterTable } from '../../src/core/counters.js';
import { ecpCounters } from '../../src/ecp/counters.js';
import { evbPortCounters } from '../../src/evb/counters.js';
import { lldpAgentCounters } from '../../src/lldp-evb/agent/counters.js';
import { udpCounters } from '../../src/node/udp-counters.js';
import { vdpBridgeCounters } from '../../src/vdp/bridge/counters.js';
import { vdpStationCounters } from '../../src/vdp/station/counters.js';

/** One table of counters. */
interface Room {
  readonly title: string;
  readonly file: string;
  /** The table, by the name that the entry of its folder exports. */
  readonly tables: Readonly<Record<string, CounterTable>>;
  /** Where a read-out has the counters, and what `show counters` calls them. */
  readonly status: string;
  readonly shown: string;
}

export const ROOMS: readonly Room[] = [
  {
    title: 'EVB port',
    file: 'src/evb/counters.ts',
    tables: { evbPortCounters },
    status: '`ports[].counters`',
    shown: '`frames`',
  },
  {
    title: 'LLDP agent',
    file: 'src/lldp-evb/agent/counters.ts',
    tables: { lldpAgentCounters },
    status: '`ports[].channels[].lldp.counters`; for CDCP `ports[].cdcp.lldp.counters`',
    shown: '`lldp`; for CDCP `cdcpLldp`',
  },
  {
    title: 'ECP',
    file: 'src/ecp/counters.ts',
    tables: { ecpCounters },
    status: '`ports[].channels[].ecp.counters`',
    shown: '`ecp`',
  },
  {
    title: 'VDP of a station',
    file: 'src/vdp/station/counters.ts',
    tables: { vdpStationCounters },
    status: '`ports[].channels[].vdp.counters`',
    shown: '`vdp`',
  },
  {
    title: 'VDP of a bridge',
    file: 'src/vdp/bridge/counters.ts',
    tables: { vdpBridgeCounters },
    status: '`ports[].channels[].vdp.counters`',
    shown: '`vdp`',
  },
  {
    title: 'UDP transport',
    file: 'src/node/udp-counters.ts',
    tables: { udpCounters },
    status: '`counters` of the transport',
    shown: '`udp`',
  },
];

/** The comment at the head of a file. */
const headOf = (file: string): string =>
  (readFileSync(file, 'utf8').split('\n\n')[0] as string).replaceAll(/^\/\/ ?/gm, '');

const row = ([name, { text, mib = '' }]: [string, Counter]): string => `| \`${name}\` | ${text} | ${mib} |`;

const section = ({ title, file, tables }: Room): string => `## ${title}

${headOf(file)}

| counter | counts | MIB object |
| --- | --- | --- |
${Object.values(tables)
  .flatMap(Object.entries<Counter>)
  .map(row)
  .join('\n')}
`;

const place = ({ title, file, tables, status, shown }: Room): string =>
  `| ${title} | \`${Object.keys(tables)}\` of \`dot1qbg/${file.split('/')[1]}\` | ${status} | ${shown} |`;

/** The whole document. */
export const counters = (): string => `# Counters

Made from the tables in \`src\` by \`npx vitest run test/docs -u\`; a test fails when it is stale.

A counter is a number that begins with 0. \`status()\` of a station or a bridge has all counters but those of a transport,
which has its own \`status()\`; the programs print all of them for \`show counters\`. Each table is an export, so that a program
can show what a counter means. The last column names the object of IEEE8021-EVB-MIB that counts the same.

| counters of | table | in \`status()\` | in \`show counters\` |
| --- | --- | --- | --- |
${ROOMS.map(place).join('\n')}

${ROOMS.map(section).join('\n')}`;
