// Words for people, for a page or a terminal: frames and events in a few words, the tree of a frame's fields, ladders of what
// two ends say to each other. Values in, text out: it runs in a browser.

export { evbWords, factWords, isFailure, protocolWords } from './event-words.js';
export { createFactsOf, type EventFacts, type InputOrOutput, type UapLldpOutput } from './facts.js';
export { frameWords } from './frame-words.js';
export { formatLadderTime, ladderLines } from './ladder.js';
export type { LadderEvent, LadderFact, LadderFrame, LadderStep } from './ladder-event.js';
export { createPaint, type Paint, type Style } from './paint.js';
export { treeLines } from './tree-text.js';
export { valueText } from './value-text.js';
export { type NameVsis, vsiName, vsiNames } from './vsi-text.js';
