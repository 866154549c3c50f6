// ECPDU, clause 43, as a grammar. On purpose without an upper bound: 1500 octets is a limit of frames, not of the
// format.

import { Parser } from 'binary-parser';
import type { Ecpdu } from '../ecp/ecpdu.js';
import { rest } from './parts.js';

const HEADER_OCTETS = 4;
const VERSION = 1;
const ACKNOWLEDGEMENT = 1;

const ecpdu = new Parser().bit4('version').bit2('operation').bit10('subtype').uint16('sequence').buffer('ulpdu', rest);

/**
 * An ECPDU, in the form of `decodeEcpdu`; `undefined` for less than four octets, another version than 1, a reserved
 * operation. More than 1500 octets pass.
 */
export function parseEcpdu(bytes: Uint8Array): Ecpdu | undefined {
  if (bytes.length < HEADER_OCTETS) return undefined;
  const parsed = ecpdu.parse(bytes) as Ecpdu;
  return parsed.version === VERSION && parsed.operation <= ACKNOWLEDGEMENT ? parsed : undefined;
}
