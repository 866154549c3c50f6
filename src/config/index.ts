// Reads JSON and checks it. The only entry that needs the package zod (`zod/mini`, which works where eval is forbidden).

export type { EvbBridgeConfig } from './bridge-schema.js';
export { type ConfigError, formatConfigError } from './config-error.js';
export {
  type ConfigResult,
  parseBridgeConfig,
  parseStationConfig,
  parseVsi,
  parseVsiKey,
  parseVsiTypes,
  vsiFromVirtualPort,
} from './parse-config.js';
export {
  type FrameJsonError,
  type FrameJsonResult,
  formatFrameJsonError,
  parseFrameJson,
} from './parse-frame-json.js';
export type { ConfiguredVsi, EvbStationConfig } from './station-schema.js';
export type { VsiHints } from './vsi-schema.js';
