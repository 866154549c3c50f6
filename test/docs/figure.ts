// A page of docs/figures: a machine as a diagram and as the two tables it is read by.

import type { Machine } from '../../src/core/machine.js';

/** Any machine, as far as its figure goes. */
export type Figure = Pick<Machine<string, never, never>, 'name' | 'clause' | 'initial' | 'globals' | 'states'>;

interface Row {
  readonly from: string;
  readonly id: string;
  readonly when: string;
  readonly does: string;
  readonly to: string | undefined;
}

/** All rows, global ones first. */
export function rowsOf({ globals, states }: Figure): Row[] {
  const row = (from: string, { id, when, does = '', to }: Figure['globals'][number]): Row => ({
    from,
    id,
    when,
    does,
    to,
  });
  return [
    ...globals.map((exit) => row('any', exit)),
    ...Object.entries(states).flatMap(([from, { exits }]) => exits.map((exit) => row(from, exit))),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

/** Mermaid reads a colon, a semicolon and some brackets as its own. */
const label = (text: string): string => text.replace(/[:;#{}<>]/g, (sign) => `#${sign.charCodeAt(0)};`);

function mermaid(figure: Figure): string {
  const rows = rowsOf(figure);
  const edges = rows
    .filter((row) => row.from !== 'any' && row.to !== undefined)
    .map((row) => `  ${row.from} --> ${row.to}: ${row.id} ${label(row.when)}`);
  const globals = rows
    .filter((row) => row.from === 'any' && row.to !== undefined)
    .map((row) => `  [*] --> ${row.to}: ${row.id} ${label(row.when)}`);
  return ['stateDiagram-v2', `  [*] --> ${figure.initial}: BEGIN`, ...globals, ...edges].join('\n');
}

/** The page. */
export function figurePage(figure: Figure): string {
  const states = Object.entries(figure.states).map(([name, { entry = '' }]) => [name, entry]);
  const rows = rowsOf(figure).map(({ from, id, when, does, to }) => [id, from, when, does, to ?? 'stay']);
  return `# ${figure.name}

Clause ${figure.clause}. Made from the table in src; rows are tried from the top, those of "any" state first.

\`\`\`mermaid
${mermaid(figure)}
\`\`\`

## States

${table(['state', 'entry actions'], states)}

## Transitions

${table(['row', 'from', 'condition', 'action of the row', 'to'], rows)}
`;
}
