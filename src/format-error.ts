// The late text of what any decoder of the front door says: of frames and their PDUs, and of captures.

import { captureRuleTexts } from './capture/rule-texts.js';
import { errorFormatter, findingFormatter, joinTexts } from './core/format-error.js';
import { allFrameRuleTexts } from './frame/format-error.js';

const texts = /* @__PURE__ */ joinTexts(allFrameRuleTexts, captureRuleTexts);

/** One line for an error or a note: field, where, what would be right, what the octets hold. */
export const formatFinding = /* @__PURE__ */ findingFormatter(texts);

/** An error or a note as text, the octets concerned with carets under them. */
export const formatError = /* @__PURE__ */ errorFormatter(texts);
