// The same PDU as a binary-parser grammar without any bounds: it believes every length and count. It knows what there is
// in W1 and W2, and no more.

import { Parser } from 'binary-parser';
import { type FilterEntry, type Identifier, makeFilterInfo } from '../../src/vdp/index.js';
import type { VdpRequest } from './value.js';

const identifier = new Parser().int32('w0').int32('w1').int32('w2').int32('w3');
const macVid = new Parser().uint16('macHi').uint32('macLo').bit1('ps').bit3('pcp').bit12('vid');
const groupMacVid = new Parser().uint32('groupId').uint16('macHi').uint32('macLo').bit1('ps').bit3('pcp').bit12('vid');

const association = new Parser()
  .uint8('status')
  .bit24('typeId')
  .uint8('typeVersion')
  .uint8('vsiidFormat')
  .nest('vsiid', { type: identifier })
  .uint8('format')
  .uint16('count')
  .choice({
    tag: 'format',
    choices: {
      2: new Parser().array('entry', { type: macVid, length: 'count' }),
      4: new Parser().array('entry', { type: groupMacVid, length: 'count' }),
    },
  });

const tlv = new Parser()
  .bit7('type')
  .bit9('length')
  .choice({ tag: 'type', choices: { 3: association } });

const request = new Parser()
  .bit4('version')
  .bit2('operation')
  .bit10('subtype')
  .uint16('sequence')
  .bit7('managerType')
  .bit9('managerLength')
  .nest('managerId', { type: identifier })
  .array('tlv', { type: tlv, readUntil: 'eof' });

interface ParsedEntry extends Omit<FilterEntry, 'mac' | 'ps'> {
  readonly macHi: number;
  readonly macLo: number;
  readonly ps: number;
}

interface ParsedTlv {
  readonly type: 3;
  readonly status: number;
  readonly typeId: number;
  readonly typeVersion: number;
  readonly vsiidFormat: number;
  readonly vsiid: Identifier;
  readonly format: 2 | 4;
  readonly entry: readonly ParsedEntry[];
}

interface ParsedRequest {
  readonly version: number;
  readonly operation: number;
  readonly subtype: number;
  readonly sequence: number;
  readonly managerId: Identifier;
  readonly tlv: readonly ParsedTlv[];
}

const parse = (bytes: Uint8Array): ParsedRequest => request.parse(bytes) as ParsedRequest;

/** The same members as `memberSum`. */
export function sumByRawGrammar(bytes: Uint8Array): number {
  const { sequence, managerId, tlv } = parse(bytes);
  const last = tlv[tlv.length - 1];
  return last === undefined ? -1 : (sequence + managerId.w3 + tlv.length + last.typeId + last.entry.length) | 0;
}

/** All that was parsed, in our form. */
export function parseRequest(bytes: Uint8Array): VdpRequest {
  const { version, operation, subtype, sequence, managerId, tlv } = parse(bytes);
  return {
    ecp: { version, operation, subtype, sequence },
    vdp: {
      managerId,
      tlvs: tlv.map(({ type, status, typeId, typeVersion, vsiidFormat, vsiid, format, entry }) => ({
        kind: 'association',
        type,
        status,
        typeId,
        typeVersion,
        vsiidFormat,
        vsiid,
        filterInfo: makeFilterInfo(
          format,
          entry.map(({ macHi, macLo, ps, ...rest }) => ({
            ...rest,
            mac: macHi * 0x1_0000_0000 + macLo,
            ps: ps === 1,
          })),
        ),
      })),
    },
  };
}
