// The late text of what any decoder of the front door says: of frames and their PDUs, and of captures.

import { captureRules } from './capture/rules.js';
import { errorFormatter, findingFormatter, joinRules } from './core/format-error.js';
import { allFrameRules } from './frame/format-error.js';

const rules = /* @__PURE__ */ joinRules(allFrameRules, captureRules);

/** One line for an error or a note: field, where, what would be right, what the octets hold. */
export const formatFinding = /* @__PURE__ */ findingFormatter(rules);

/** An error or a note as text, the octets concerned with carets under them. */
export const formatError = /* @__PURE__ */ errorFormatter(rules);
