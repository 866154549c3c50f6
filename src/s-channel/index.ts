// S-channels, clause 42 and D.2.13: the CDCP TLV.

export { EncodeError } from '../core/encode-error.js';
export type { Finding, Note, Result, Rule, WireError } from '../core/result.js';
export {
  byteLengthCdcpTlv,
  CDCP_MAX_PAIRS,
  CDCP_SUBTYPE,
  type CdcpTlv,
  cdcpChnCap,
  cdcpPair,
  cdcpPairCount,
  cdcpRole,
  cdcpSComp,
  checkCdcpTlv,
  decodeCdcpTlv,
  encodeCdcpTlv,
  encodeCdcpTlvInto,
  type SChannelPair,
} from './cdcp-tlv.js';
export { formatError, formatFinding } from './format-error.js';
export { type CdcpErrorCode, cdcpRules } from './rules.js';
