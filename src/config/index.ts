// What comes in as JSON, checked. The only part that needs zod (`zod/mini`, which works where eval is forbidden).

export {
  type FrameJsonError,
  type FrameJsonResult,
  formatFrameJsonError,
  parseFrameJson,
} from './parse-frame-json.js';
