// What docs/json.md says: its examples made anew, and the members in its tables.

import { evb } from './run-evb.js';

const WIDTH = 100;

/** JSON with objects and arrays on one line where they fit. */
function laidOut(value: unknown, indent: string, first: number): string {
  const inline = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ');
  if (typeof value !== 'object' || value === null || first + inline.length <= WIDTH) return inline;
  const inner = `${indent}  `;
  const isArray = Array.isArray(value);
  const parts = Object.entries(value).map(([name, one]) => {
    const label = isArray ? inner : `${inner}${JSON.stringify(name)}: `;
    return label + laidOut(one, inner, label.length);
  });
  return `${isArray ? '[' : '{'}\n${parts.join(',\n')}\n${indent}${isArray ? ']' : '}'}`;
}

/** The text with each `json` block behind a `hex` block made anew. */
export async function withExamples(markdown: string): Promise<string> {
  const parts = markdown.split(/(^```hex\n[\s\S]*?^```\n\n```json\n[\s\S]*?^```$)/m);
  const made = parts.map(async (part) => {
    const hex = /^```hex\n([\s\S]*?)^```$/m.exec(part)?.[1];
    if (hex === undefined) return part;
    const { out } = await evb(['decode', '--json', '--hex'], { stdin: hex });
    return `\`\`\`hex\n${hex}\`\`\`\n\n\`\`\`json\n${laidOut(JSON.parse(out), '', 0)}\n\`\`\``;
  });
  return (await Promise.all(made)).join('');
}

/** A table of members. */
export interface MemberTable {
  readonly always: readonly string[];
  readonly sometimes: readonly string[];
}

/** The tables of members by their heading. */
export function memberTables(markdown: string): Map<string, MemberTable> {
  const tables = new Map<string, MemberTable>();
  for (const section of markdown.split(/^##+ /m).slice(1)) {
    const rows = [...section.matchAll(/^\| (\w+) \| (.*?) \| .* \|$/gm)].filter(([, name]) => name !== 'member');
    if (rows.length === 0) continue;
    const names = (always: boolean) =>
      rows.filter(([, , there]) => (there === 'always') === always).map(([, name]) => name as string);
    tables.set(section.split('\n', 1)[0] as string, { always: names(true), sometimes: names(false) });
  }
  return tables;
}

type Members = Readonly<Record<string, unknown>>;

const TLV_LISTS: readonly string[] = ['vdp.tlvs', 'lldp.tlvs'];

/** The heading under which the object at a path is documented; a path without indexes. */
function headingOf(path: string, object: Members): string | undefined {
  if (path === '') return 'The line';
  if (path === 'error' || path === 'notes') return 'Notes and errors';
  if (path === 'frame') return 'The frame';
  const inFrame = path.replace(/^frame\./, '');
  if (TLV_LISTS.includes(inFrame)) return `${inFrame} of kind \`${object.kind}\``;
  const name = inFrame.replace(/^(vdp|lldp)\.tlvs\./, '');
  return name;
}

/** Objects that are documented in the row of their parent. */
const IN_ROW: Readonly<Record<string, readonly string[]>> = {
  'lldp.chassisId': ['subtype', 'id'],
  'lldp.portId': ['subtype', 'id'],
  'cdcp.pairs': ['scid', 'svid'],
};

/** What of a line is not as documented. */
export function undocumented(tables: ReadonlyMap<string, MemberTable>, line: Members): string[] {
  const complaints: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, path);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const object = value as Members;
    const heading = headingOf(path, object) as string;
    const inRow = IN_ROW[heading];
    const table = inRow ? { always: inRow, sometimes: [] } : tables.get(heading);
    if (table === undefined) {
      complaints.push(`${path}: no table ${heading}`);
      return;
    }
    const names = Object.keys(object);
    for (const name of table.always) if (!names.includes(name)) complaints.push(`${path}: ${name} is missing`);
    for (const name of names) {
      if (![...table.always, ...table.sometimes].includes(name)) complaints.push(`${path}: ${name} is too many`);
      walk(object[name], path === '' ? name : `${path}.${name}`);
    }
  };
  walk(line, '');
  return complaints;
}
