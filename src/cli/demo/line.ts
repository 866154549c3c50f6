// An event of a demonstration as one line of JSON. docs/demo.md documents the shape; `version` changes with it.

import { frameToJson } from '../../frame/frame-json.js';
import { unglued } from '../../text/columns.js';
import { factWords, protocolWords } from '../../text/event-words.js';
import { formatLadderTime } from '../../text/ladder.js';
import type { LadderEvent } from '../../text/ladder-event.js';
import { LINE_VERSION } from '../frames/frame-line.js';
import { numberedVsis } from './vsi-numbers.js';

function members(event: LadderEvent): object {
  switch (event.kind) {
    case 'step':
      return { text: unglued(event.text) };
    case 'frame': {
      const { role, number, bytes, attempt, arrives, frame } = event;
      const arrival = arrives === undefined ? {} : { arrives: formatLadderTime(arrives) };
      const octets = bytes.length;
      return {
        role,
        number,
        octets,
        attempt,
        ...arrival,
        text: protocolWords(frame, numberedVsis),
        frame: frameToJson(frame),
      };
    }
    default: {
      const { role, facts } = event;
      const text = factWords(event, numberedVsis(facts.vsi === undefined ? [] : [facts.vsi]));
      return { role, ...facts, ...(text !== undefined && { text }) };
    }
  }
}

/** The line of an event, without its end. */
export const demoLine = (event: LadderEvent): string =>
  JSON.stringify({ version: LINE_VERSION, kind: event.kind, time: formatLadderTime(event.at), ...members(event) });
