// A ladder on 80 columns: time on the left, then one upright for the station and one for the bridge. A frame is an arrow from
// one upright to the other; a fact stands beside the upright of its end.
//
//     5.500000 |--- ECP #1, VDP Associate VSI 1, VID open ------------------>|
//     5.501000 |                                      VSI 1 online, VID 100 *

import type { EvbRole } from '../core/role.js';
import { COLUMNS, GLUE, unglued, wrapText } from './columns.js';
import type { LadderEvent } from './ladder-event.js';
import { type LadderRow, ladderRows } from './ladder-rows.js';
import type { Paint, Style } from './paint.js';
import { counted } from './phrase.js';
import { type NameVsis, vsiNames } from './vsi-text.js';

const MICROSECONDS = 1_000_000;
const MIN_TIME = 10;
/** Columns of an arrow at least, with the blank before it. */
const ARROW = 4;
/** Columns that facts leave free on the other side. */
const FREE = 7;
const LOST = 'x lost';

/** Virtual time in seconds, with six decimals. */
export const formatLadderTime = (at: number): string => (at / MICROSECONDS).toFixed(6);

/** Words for a retransmission; empty for a first transmission. */
const again = (attempt: number): string => (attempt < 2 ? '' : `,${GLUE}try${GLUE}${attempt}`);

interface Layout {
  /** Columns for the time. */
  readonly time: number;
  /** Columns between the uprights. */
  readonly inner: number;
  readonly paint: Paint;
}

type FrameRow = LadderRow & { readonly kind: 'frame' };

function line(layout: Layout, at: string, left: string, inner: string, right: string, style?: Style): string {
  const { time, paint } = layout;
  const shown = unglued(inner);
  return `${paint('place', at.padStart(time))} ${left}${style ? paint(style, shown) : shown}${right}`;
}

/** A line of the words of a frame; the first line has the arrow. */
function arrow({ role, isLost }: FrameRow, text: string, isFirst: boolean, inner: number): string {
  const fromStation = role === 'station';
  if (!isFirst) return fromStation ? `    ${text}`.padEnd(inner) : `${text}    `.padStart(inner);
  if (isLost) {
    return fromStation ? `--- ${text} ---${LOST}`.padEnd(inner) : `lost x--- ${text} ---`.padStart(inner);
  }
  return fromStation ? `${`--- ${text} `.padEnd(inner - 1, '-')}>` : `<${` ${text} ---`.padStart(inner - 1, '-')}`;
}

function frameLines(row: FrameRow, layout: Layout): string[] {
  const { inner } = layout;
  const room = inner - ARROW - (row.isLost ? ` ---${LOST} `.length : ' -->'.length);
  const style = row.isLost ? 'error' : row.attempt > 1 ? 'note' : row.text.startsWith('ECP ack') ? 'place' : 'name';
  return wrapText(row.text + again(row.attempt), room).map((text, i) =>
    line(layout, i === 0 ? formatLadderTime(row.at) : '', '|', arrow(row, text, i === 0, inner), '|', style),
  );
}

const beside = (role: EvbRole, text: string, indent: string, inner: number): string =>
  role === 'bridge' ? `${text} `.padStart(inner) : ` ${indent}${text}`.padEnd(inner);

function factLines(row: LadderRow & { readonly kind: 'fact' }, layout: Layout): string[] {
  const { inner } = layout;
  return wrapText(row.text, inner - FREE).map((text, i) => {
    const mark = (role: EvbRole): string => (i === 0 && row.role === role ? '*' : '|');
    const at = i === 0 ? formatLadderTime(row.at) : '';
    const style = row.isFailure ? 'error' : 'meaning';
    return line(layout, at, mark('station'), beside(row.role, text, i === 0 ? '' : '  ', inner), mark('bridge'), style);
  });
}

function stepLines({ at, text }: LadderRow & { readonly kind: 'step' }, layout: Layout): string[] {
  const lines = wrapText(text, layout.inner).map((one, i) =>
    line(layout, i === 0 ? formatLadderTime(at) : '', ' ', one, '', 'head'),
  );
  return ['', ...lines];
}

function foldLines(row: LadderRow & { readonly kind: 'fold' }, layout: Layout): string[] {
  const { keepAlives, lldpdus, lost, until } = row;
  const rounds = keepAlives > 0 ? [counted(keepAlives, 'more round')] : [];
  const lldp = lldpdus > 0 ? [`${counted(lldpdus, 'more LLDPDU')}${lost > 0 ? ` (${lost} lost)` : ''}`] : [];
  const text = [...rounds, ...lldp, `until ${formatLadderTime(until)}`].join(', ');
  return wrapText(text, layout.inner - FREE).map((one, i) =>
    line(layout, '', ':', `  ${i === 0 ? '...' : '   '} ${one}`.padEnd(layout.inner), ':', 'place'),
  );
}

function rowLines(row: LadderRow, layout: Layout): string[] {
  switch (row.kind) {
    case 'step':
      return stepLines(row, layout);
    case 'frame':
      return frameLines(row, layout);
    case 'fact':
      return factLines(row, layout);
    case 'fold':
      return foldLines(row, layout);
  }
}

/**
 * All lines of a ladder.
 *
 * @param events in the order of their times
 * @param nameVsis what to call the VSIs; default by the texts of their VSIIDs
 */
export function ladderLines(events: readonly LadderEvent[], paint: Paint, nameVsis: NameVsis = vsiNames): string[] {
  const time = Math.max(MIN_TIME, formatLadderTime(events.at(-1)?.at ?? 0).length);
  const inner = COLUMNS - time - ' ||'.length;
  const layout: Layout = { time, inner, paint };
  const heads = line(layout, 'seconds', '', `${'station'.padEnd(inner - 4)}bridge`, '', 'head');
  return [heads, ...ladderRows(events, nameVsis).flatMap((row) => rowLines(row, layout))];
}
