// The journal of a world, as the events of a demonstration. A frame is one event, when it is sent; the link knows when it
// arrives.

import type { EvbRole } from '../../core/role.js';
import { decodeFrame } from '../../frame/decode-frame.js';
import type { Frame } from '../../frame/frame.js';
import { fromJournal, type JournalEntry } from '../../simulator/journal.js';
import type { LinkFrame } from '../../simulator/world-link.js';
import { createFactsOf, type InputOrOutput } from '../../text/facts.js';
import type { LadderEvent, LadderFrame, LadderStep } from '../../text/ladder-event.js';

/** A step of the script, and the length of the journal at that time. */
export interface PlacedStep {
  readonly step: LadderStep;
  readonly before: number;
}

/** Entries that are no events: a received frame, which was an event when it was sent, and a timeout. */
const isSilent = ({ kind, value }: JournalEntry): boolean => {
  const { kind: name } = value as { readonly kind: string };
  return kind === 'input' && (name === 'frame' || name === 'timeout');
};

const roleOf = ({ end }: JournalEntry): EvbRole => (end === 'bridge' ? 'bridge' : 'station');

/** The sequence number of a request; `undefined` for other frames. */
const sequenceOf = (frame: Frame): number | undefined =>
  frame.kind === 'vdp' || frame.kind === 'ecp' ? frame.ecp.sequence : undefined;

/** Makes the frames of a journal, one after the other. */
function createFrameOf(sent: readonly LinkFrame[]): (entry: JournalEntry, bytes: Uint8Array) => LadderFrame {
  // The journal has the frames of an end in the order in which the link has them.
  const ways = new Map(
    (['station', 'bridge'] as const).map((role) => [role, sent.filter(({ from }) => from.startsWith(`${role}/`))]),
  );
  const taken = new Map<EvbRole, number>();
  /** The last request by end and S-channel. */
  const last = new Map<string, { readonly sequence: number; readonly attempt: number }>();
  let number = 0;
  return (entry, bytes) => {
    const role = roleOf(entry);
    const place = taken.get(role) ?? 0;
    taken.set(role, place + 1);
    const decoded = decodeFrame(bytes);
    if (!decoded.ok) throw new Error(`a frame that does not decode: ${decoded.error.code}`);
    const frame = decoded.value;
    const sequence = sequenceOf(frame);
    const counter = `${role} ${frame.ethernet.tags[0]?.vid}`;
    const before = last.get(counter);
    const attempt = sequence !== undefined && before?.sequence === sequence ? before.attempt + 1 : 1;
    if (sequence !== undefined) last.set(counter, { sequence, attempt });
    const arrives = ways.get(role)?.[place]?.arrivals[0];
    number++;
    return {
      kind: 'frame',
      at: entry.at,
      role,
      number,
      bytes,
      frame,
      ...(arrives !== undefined && { arrives }),
      attempt,
    };
  };
}

/**
 * All events, in order.
 *
 * @param sent the frames that were given to the link
 */
export function demoEvents(
  journal: readonly JournalEntry[],
  steps: readonly PlacedStep[],
  sent: readonly LinkFrame[],
): LadderEvent[] {
  const events: LadderEvent[] = [];
  const frameOf = createFrameOf(sent);
  const factsOf: Record<EvbRole, ReturnType<typeof createFactsOf>> = {
    station: createFactsOf(),
    bridge: createFactsOf(),
  };
  const waiting = [...steps];
  const tellSteps = (index: number): void => {
    while (waiting[0] !== undefined && waiting[0].before <= index) events.push((waiting.shift() as PlacedStep).step);
  };
  for (const [index, entry] of journal.entries()) {
    tellSteps(index);
    if (isSilent(entry)) continue;
    const value = fromJournal(entry.value) as InputOrOutput;
    const role = roleOf(entry);
    if (value.kind === 'frame') {
      events.push(frameOf(entry, value.frame));
      continue;
    }
    const facts = { ...factsOf[role](value), ...(entry.refusal && { refusal: entry.refusal.code }) };
    events.push({ kind: entry.kind, at: entry.at, role, facts });
  }
  tellSteps(journal.length);
  return events;
}
