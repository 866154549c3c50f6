// Words for people: frames, events and S-channels in a few words, the tree of a frame's fields, ladders of what two ends
// said to each other. Text in, text out: it runs in a browser as well.

export type { EvbRole } from '../core/role.js';
export { pairText, parsePair, parsePool, parseScids } from './channel-text.js';
export { COLUMNS, textWidth, wrapHanging, wrapText } from './columns.js';
export { evbWords, factWords, isFailure, type NameVsis, protocolWords, spelled } from './event-words.js';
export { createFactsOf, type EventFacts } from './facts.js';
export { frameWords } from './frame-words.js';
export { formatLadderTime, ladderLines } from './ladder.js';
export type { LadderEvent, LadderFact, LadderFrame, LadderStep } from './ladder-event.js';
export { createPaint, type Paint, type Style } from './paint.js';
export { counted, oneLine } from './phrase.js';
export { treeLines } from './tree-text.js';
export { valueText } from './value-text.js';
