// The rows of a ladder: events in words. Events that differ only in their VSI are one row; repetitions are folded into one row.

import type { EvbRole } from '../core/role.js';
import { factWords, isFailure, protocolWords } from './event-words.js';
import type { LadderEvent, LadderFact, LadderFrame } from './ladder-event.js';
import type { NameVsis } from './vsi-text.js';

export type LadderRow =
  | { readonly kind: 'step'; readonly at: number; readonly text: string }
  | {
      readonly kind: 'frame';
      readonly at: number;
      readonly role: EvbRole;
      readonly text: string;
      /** The text without sequence number and VSIs: repetitions have the same shape. */
      readonly shape: string;
      /** The sender with destination and S-channel: LLDPDUs of the same agent are compared. */
      readonly agent: string;
      readonly isLost: boolean;
      readonly attempt: number;
    }
  | {
      readonly kind: 'fact';
      readonly at: number;
      readonly role: EvbRole;
      readonly text: string;
      /** Of a fact that may come in every round of keep-alives. */
      readonly shape?: string;
      readonly isFailure: boolean;
    }
  /** Repetitions that are not shown. */
  | {
      readonly kind: 'fold';
      readonly keepAlives: number;
      readonly lldpdus: number;
      readonly lost: number;
      readonly until: number;
    };

/** What happens at one end at one instant. Facts with equal words become one row with all their VSIs. */
function factRows(facts: readonly LadderFact[], nameVsis: NameVsis): LadderRow[] {
  const groups = new Map<string, LadderFact[]>();
  for (const fact of facts) {
    const words = factWords(fact, '');
    if (words === undefined) continue;
    groups.set(words, [...(groups.get(words) ?? []), fact]);
  }
  return [...groups.values()].map((group) => {
    const first = group[0] as LadderFact;
    const vsis = group.flatMap(({ facts: { vsi } }) => vsi ?? []);
    const text = factWords(first, nameVsis(vsis)) as string;
    const { at, role } = first;
    const shape = first.facts.name === 'congested' && { shape: text };
    return { kind: 'fact', at, role, text, ...shape, isFailure: isFailure(first) };
  });
}

function frameRow(event: LadderFrame, nameVsis: NameVsis): LadderRow {
  const { at, role, attempt, arrives } = event;
  const shape = `${role} ${protocolWords(event.frame, () => 'VSI').replace(/#\d+/, '#')}`;
  const { destination, tags } = event.frame.ethernet;
  const agent = [role, destination, ...tags.map(({ vid }) => vid)].join(' ');
  const text = protocolWords(event.frame, nameVsis);
  return { kind: 'frame', at, role, text, shape, agent, isLost: arrives === undefined, attempt };
}

/** A new ECPDU of the station: a round of keep-alives begins with it. */
const isCommand = (event: LadderEvent): boolean =>
  event.kind === 'frame' && event.frame.kind === 'vdp' && event.role === 'station' && event.attempt === 1;

type FrameRow = LadderRow & { readonly kind: 'frame' };

interface Round {
  readonly isLldp: boolean;
  readonly rows: readonly LadderRow[];
  readonly until: number;
}

const isLldp = (event: LadderEvent | undefined): boolean => event?.kind === 'frame' && event.frame.kind === 'lldp';

const isFact = (event: LadderEvent): event is LadderFact => event.kind === 'input' || event.kind === 'output';

function rowsOf(events: readonly LadderEvent[], nameVsis: NameVsis): LadderRow[] {
  const rows: LadderRow[] = [];
  let facts: LadderFact[] = [];
  const flush = (): void => {
    rows.push(...factRows(facts, nameVsis));
    facts = [];
  };
  for (const event of events) {
    const [first] = facts;
    if (first !== undefined && (first.at !== event.at || !isFact(event) || first.role !== event.role)) flush();
    if (isFact(event)) facts.push(event);
    else rows.push(event.kind === 'frame' ? frameRow(event, nameVsis) : event);
  }
  flush();
  return rows;
}

/**
 * A round without times, numbers and VSIs, its S-channels in any order; `undefined` for a round that is always shown.
 */
function shapeOf({ rows }: Round): string | undefined {
  const shapes = rows.map((row) => {
    if (row.kind === 'frame') return row.isLost || row.attempt > 1 ? undefined : row.shape;
    return row.kind === 'fact' ? row.shape : undefined;
  });
  return shapes.includes(undefined) ? undefined : shapes.sort().join('\n');
}

/** Events in rounds, without the rounds that have no rows. An event outside of all rounds is a round of its own. */
function roundsOf(events: readonly LadderEvent[], nameVsis: NameVsis): Round[] {
  const rounds: LadderEvent[][] = [];
  let isOpen = false;
  for (const event of events) {
    const isApart = event.kind === 'step' || isLldp(event);
    // The rounds of several S-channels at one instant are one round.
    const isNew = isCommand(event) && rounds.at(-1)?.[0]?.at !== event.at;
    if (isApart || isNew || !isOpen) rounds.push([]);
    rounds.at(-1)?.push(event);
    isOpen = !isApart;
  }
  return rounds
    .map((round) => ({ isLldp: isLldp(round[0]), rows: rowsOf(round, nameVsis), until: round.at(-1)?.at ?? 0 }))
    .filter(({ rows }) => rows.length > 0);
}

/** Rounds as one row; a single row stays as it is. */
function foldRows(folded: readonly Round[]): readonly LadderRow[] {
  const rows = folded.flatMap((round) => round.rows);
  if (rows.length < 2) return rows;
  const lldpdus = folded.filter((round) => round.isLldp).length;
  const lost = rows.filter((row) => row.kind === 'frame' && row.isLost).length;
  return [{ kind: 'fold', keepAlives: folded.length - lldpdus, lldpdus, lost, until: folded.at(-1)?.until ?? 0 }];
}

/** Tells whether an LLDPDU equals the last one of its agent; an LLDPDU that arrives must also equal the last that arrived. */
function createIsRepeatedLldpdu(): (row: FrameRow) => boolean {
  const sent = new Map<string, string>();
  const arrived = new Map<string, string>();
  return ({ agent, shape, isLost }) => {
    const isRepeated = sent.get(agent) === shape && (isLost || arrived.get(agent) === shape);
    sent.set(agent, shape);
    if (!isLost) arrived.set(agent, shape);
    return isRepeated;
  };
}

/** Tells whether a round equals an earlier one. */
function createIsRepeated(): (round: Round) => boolean {
  const seen = new Set<string>();
  const isRepeatedLldpdu = createIsRepeatedLldpdu();
  return (round) => {
    if (round.isLldp) return isRepeatedLldpdu(round.rows[0] as FrameRow);
    const shape = shapeOf(round);
    if (shape === undefined) return false;
    const isRepeated = seen.has(shape);
    seen.add(shape);
    return isRepeated;
  };
}

/** All rows, in order. */
export function ladderRows(events: readonly LadderEvent[], nameVsis: NameVsis): LadderRow[] {
  const rows: LadderRow[] = [];
  const isRepeated = createIsRepeated();
  let folded: Round[] = [];
  for (const round of roundsOf(events, nameVsis)) {
    if (isRepeated(round)) {
      folded.push(round);
      continue;
    }
    rows.push(...foldRows(folded), ...round.rows);
    folded = [];
  }
  return [...rows, ...foldRows(folded)];
}
