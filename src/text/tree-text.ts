// The tree of a frame's fields as text, in three columns: indented name, value and meaning; offset in the frame; octets, with a
// mask where the field has only some of their bits. A text that is too long goes on in its own column.

import type { FieldNode } from '../core/field.js';
import { formatHex } from '../core/octets.js';
import { COLUMNS, textWidth, wrapText } from './columns.js';
import type { Paint } from './paint.js';

const OCTETS_A_ROW = 6;
const OCTETS_WIDTH = 3 * OCTETS_A_ROW - 1;
const OFFSET_WIDTH = 3;
/** Columns before the outermost names. */
const MARGIN = 1;
const INDENT = 2;
const GAP = 2;
/** Opaque octets up to this number stand in the column of values as well. */
const SHOWN_AS_VALUE = 16;

/** The same for all nodes of a tree. */
interface Layout {
  readonly bytes: Uint8Array;
  readonly paint: Paint;
  readonly offsetWidth: number;
  /** Columns of names, values and meanings. */
  readonly fieldWidth: number;
}

const spaced = (octets: Uint8Array): string => formatHex(octets).replace(/..(?!$)/g, '$& ');

const octetsOf = ({ offset, octets }: FieldNode, bytes: Uint8Array): Uint8Array =>
  bytes.subarray(offset, offset + octets);

const octetCount = (octets: number): string => `${octets} ${octets === 1 ? 'octet' : 'octets'}`;

/** Whether the octets are more than one row of the same octet, as padding is. */
const isMonotone = (octets: Uint8Array): boolean =>
  octets.length > OCTETS_A_ROW && octets.every((octet) => octet === octets[0]);

/** The rows of the column of octets. */
function octetRows(node: FieldNode, bytes: Uint8Array): string[] {
  if (node.value === undefined) return [octetCount(node.octets)];
  const octets = octetsOf(node, bytes);
  if (isMonotone(octets)) return [`${octets.length} times ${formatHex(octets.subarray(0, 1))}`];
  const rows: string[] = [];
  for (let at = 0; at < octets.length; at += OCTETS_A_ROW) rows.push(spaced(octets.subarray(at, at + OCTETS_A_ROW)));
  const mask = node.mask?.toString(16).padStart(2 * node.octets, '0');
  return mask === undefined ? rows : [`${rows[0]} &${mask}`];
}

/** The text in the column of values. Many opaque octets are counted there, since the column of octets shows them. */
function valueText(node: FieldNode, bytes: Uint8Array): string {
  const { value = '' } = node;
  const octets = octetsOf(node, bytes);
  const isLong = octets.length > SHOWN_AS_VALUE || isMonotone(octets);
  return isLong && value === formatHex(octets) ? octetCount(octets.length) : String(value);
}

/** Value and meaning on one line where they fit, else on lines of their own. */
function fieldRows(node: FieldNode, width: number, { bytes, paint }: Layout): [text: string, columns: number][] {
  const value = valueText(node, bytes);
  const meaning = node.meaning ?? '';
  const both = textWidth(value) + GAP + textWidth(meaning);
  if (meaning !== '' && both <= width) return [[`${value}${' '.repeat(GAP)}${paint('meaning', meaning)}`, both]];
  const rows = wrapText(value, width).map((text): [string, number] => [text, textWidth(text)]);
  if (meaning === '') return rows;
  const more = wrapText(meaning, width).map((text): [string, number] => [paint('meaning', text), textWidth(text)]);
  return [...rows, ...more];
}

/** The lines of one node, without its children. `nameWidth` aligns its value with the values of its siblings. */
function nodeLines(node: FieldNode, depth: number, nameWidth: number, layout: Layout): string[] {
  const { bytes, paint, offsetWidth, fieldWidth } = layout;
  const nameAt = MARGIN + INDENT * depth;
  const valueAt = nameAt + nameWidth + GAP;
  const fields = fieldRows(node, fieldWidth - valueAt, layout);
  const octets = octetRows(node, bytes);
  return Array.from({ length: Math.max(fields.length, octets.length) }, (_, row) => {
    const name = row === 0 ? node.name : '';
    const [text, columns] = fields[row] ?? ['', 0];
    const left = ' '.repeat(nameAt) + paint('name', name) + ' '.repeat(nameWidth - name.length + GAP) + text;
    const right = octets[row];
    if (right === undefined) return left;
    const offset = (row === 0 ? String(node.offset) : '').padStart(offsetWidth);
    return `${left}${' '.repeat(fieldWidth - valueAt - columns)} ${paint('place', `${offset} ${right}`)}`;
  });
}

function subtreeLines(nodes: readonly FieldNode[], depth: number, layout: Layout): string[] {
  const leaves = nodes.filter(({ value }) => value !== undefined);
  const nameWidth = Math.max(0, ...leaves.map(({ name }) => name.length));
  return nodes.flatMap((node) => [
    ...nodeLines(node, depth, node.value === undefined ? node.name.length : nameWidth, layout),
    ...subtreeLines(node.children, depth + 1, layout),
  ]);
}

/**
 * The lines of the tree of a frame.
 *
 * @param nodes the nodes of `describeFrame`
 * @param bytes the frame
 * @param paint `createPaint(false)` for plain text
 */
export function treeLines(nodes: readonly FieldNode[], bytes: Uint8Array, paint: Paint): string[] {
  const offsetWidth = Math.max(OFFSET_WIDTH, String(bytes.length).length);
  const fieldWidth = COLUMNS - 1 - offsetWidth - 1 - OCTETS_WIDTH;
  return subtreeLines(nodes, 0, { bytes, paint, offsetWidth, fieldWidth });
}
