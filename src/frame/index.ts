// Whole frames: Ethernet, LLDP, EVB, CDCP, ECP and VDP joined.

export { EncodeError, type Path } from '../core/encode-error.js';
export {
  byteLengthEthernetHeader,
  decodeEthernetHeader,
  ETHERTYPE_CTAG,
  ETHERTYPE_ECP,
  ETHERTYPE_LLDP,
  ETHERTYPE_STAG,
  type EthernetHeader,
  encodeEthernetHeader,
  encodeEthernetHeaderInto,
  MIN_FRAME_OCTETS,
  peekEthernet,
  type VlanTag,
} from '../core/ethernet.js';
export { type EthernetErrorCode, ethernetRules } from '../core/ethernet-rules.js';
export type { Field, FieldNode, FieldValue } from '../core/field.js';
export {
  formatMac,
  NEAREST_BRIDGE,
  NEAREST_CUSTOMER_BRIDGE,
  NEAREST_NON_TPMR_BRIDGE,
  parseMac,
} from '../core/mac.js';
export { formatHex, parseHex } from '../core/octets.js';
export type { Decoded, Finding, Note, Result, Rule, WireError } from '../core/result.js';
export { type DecodeFrameOptions, decodeFrame, type FrameErrorCode } from './decode-frame.js';
export { describeFrame } from './describe-frame.js';
export { byteLengthFrame, type EncodeFrameOptions, encodeFrame, encodeFrameInto } from './encode-frame.js';
export { formatError, formatFinding } from './format-error.js';
export type {
  EcpAckFrame,
  EcpFrame,
  Frame,
  Framed,
  FrameLldpTlv,
  FrameVdpTlv,
  LldpFrame,
  OtherFrame,
  VdpFrame,
} from './frame.js';
export { frameToJson, type JsonValue } from './frame-json.js';
export {
  type OrganizationField,
  type OrganizationForm,
  type OrganizationOptions,
  type OrganizationValues,
  type OrganizationValuesTlv,
  organizationData,
  organizationValues,
} from './organization-form.js';
export type { FrameLldpCode } from './organization-tlv.js';
export { type FrameTlvErrorCode, frameRules } from './rules.js';
