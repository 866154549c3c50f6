// An event of a demonstration as one line of JSON. The shape is documented in docs/demo.md; its `version` changes with it.

import { frameToJson } from '../frame/frame-json.js';
import { unglued } from './columns.js';
import type { DemoEvent } from './demo-event.js';
import { vsiNames } from './demo-vsis.js';
import { demoFrameWords, factWords } from './demo-words.js';
import { LINE_VERSION } from './frame-line.js';
import { formatDemoTime } from './ladder.js';

function members(event: DemoEvent): object {
  switch (event.kind) {
    case 'step':
      return { text: unglued(event.text) };
    case 'frame': {
      const { node, number, bytes, attempt, arrives, frame } = event;
      const arrival = arrives === undefined ? {} : { arrives: formatDemoTime(arrives) };
      const octets = bytes.length;
      return { node, number, octets, attempt, ...arrival, text: demoFrameWords(frame), frame: frameToJson(frame) };
    }
    default: {
      const { node, facts } = event;
      const text = factWords(event, vsiNames(facts.vsi === undefined ? [] : [facts.vsi]));
      return { node, ...facts, ...(text !== undefined && { text }) };
    }
  }
}

/** The line of an event, without its end. */
export const demoLine = (event: DemoEvent): string =>
  JSON.stringify({ version: LINE_VERSION, kind: event.kind, time: formatDemoTime(event.at), ...members(event) });
