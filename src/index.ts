// The front door: all of the library proper, flat. `/config`, `/testing` and `/grammar` bring packages of their own, `/node`
// is for Node and `/simulator` for tests: these stay behind their sub-paths.
//
// On purpose a line for each entry, and never `export * as`: that would keep a whole folder in every bundle.

export * from './capture/index.js';
export * from './ecp/index.js';
export * from './evb/index.js';
// Those of the entries know the codes of their entry only.
export { formatError, formatFinding } from './format-error.js';
export * from './frame/index.js';
export * from './host/index.js';
export * from './lldp-evb/index.js';
export * from './s-channel/index.js';
export * from './text/index.js';
export * from './vdp/index.js';
