// The tree comes from the field tables, JSON from the decoders: two ways to the same octets, which must agree.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHex } from '../../src/core/octets.js';
import { decodeFrame } from '../../src/frame/decode-frame.js';
import { describeFrame } from '../../src/frame/describe-frame.js';
import { frameToJson, type JsonValue } from '../../src/frame/frame-json.js';
import type { FieldNode, FieldValue } from '../../src/frame/index.js';
import type { FilterFormats } from '../../src/vdp/index.js';

const frame = (hex: string): Uint8Array => parseHex(hex.replace(/\s/g, '')) as Uint8Array;

const NCB = '0180c2000000 020000000001';
const MANAGER = '0a10 00000000000000000000ffffc000020a';
const VSI = '000001 00 05 a141285760f74ce1e95a2164943f53aa';
const LLDP_HEAD = '02070402005e100001 040505 65746830 06020079';

const worked: Readonly<Record<string, Uint8Array>> = {
  'two VSIs and an organizational TLV': frame(
    `${NCB} 8940 1001 ffff ${MANAGER} 0631 20 000003 00 02 20010db8000000000000000000000063 04 0002
     00001001 525400000001 0064 00001002 525400000002 e0c8
     021b 00 000003 00 04 0102030405060708090a0b0c0d0e0f10 01 0001 0fa0 fe07 00000c f1 414243`,
  ),
  'formats 2 and 3, VLAN tags': frame(
    `${NCB} 88a8 b064 8100 000a 8940 1001 0002 ${MANAGER} 0621 62 ${VSI} 02 0001 525400aabbcc 8fff
     041f 10 ${VSI} 03 0001 ffffffff 0000`,
  ),
  'registered formats': frame(
    `${NCB} 8940 1001 0002 ${MANAGER} 0623 62 ${VSI} 05 0001 00000007 525400aabbcc
     0631 10 ${VSI} 09 0002 e064 01020304 525400aabbcc 0000 05060708 525400aabbcd 0000`,
  ),
  'De-Associate without entries and without their number': frame(
    `${NCB} 8940 1001 0002 ${MANAGER} 0819 00 ${VSI} 01 0000 0817 00 ${VSI} 01 0000 00`,
  ),
  'reserved and rejected TLVs of VDP': frame(
    `${NCB} 8940 1001 0003 ${MANAGER} 0c02 abcd fe02 0000 0625 00 ${VSI} 02 0002 525400aabbcc 0064 00000000 0602 0000`,
  ),
  acknowledgement: frame(`${NCB} 8940 1401 0001`),
  'another ULP': frame(`${NCB} 8940 1002 abcd 010203`),
  'CDCP TLV': frame(
    `0180c2000003 02005e100001 88cc ${LLDP_HEAD} fe1a 0080c20e f8abc008 001001 000000 002000 002007 009fff 0c8000 0000 00`,
  ),
  'EVB TLV, long, with reserved bits': frame(
    `${NCB} 88cc ${LLDP_HEAD} 0a05 746f722d31 fe0b 0080c20d ff ff ff ff ff dead fe09 0080c20d 06006e5612 0000`,
  ),
  'raw TLVs of LLDP, no End': frame(`${NCB} 88cc ${LLDP_HEAD} 1203 010203 fe06 0080c2010001 fe05 001b3f0001 fe01 00`),
  'shutdown, long TTL': frame(`${NCB} 88cc 02070402005e100001 040505 65746830 06040000abcd 0000 0000`),
  other: frame('ffffffffffff 020000000001 0806 0001'),
};

/** GroupID and MAC address; VID first, then four octets of no member, then the MAC address. */
const formats: FilterFormats = { 5: { octets: 10, groupId: 0, mac: 4 }, 9: { octets: 12, mac: 6, vid: 0 } };

const captured: readonly Uint8Array[] = readdirSync('test/vectors')
  .filter((name) => name.endsWith('.pcap'))
  .flatMap((name) => {
    const bytes = readFileSync(`test/vectors/${name}`);
    const frames: Uint8Array[] = [];
    for (let at = 24; at < bytes.length; ) {
      const length = bytes.readUInt32LE(at + 8);
      frames.push(Uint8Array.from(bytes.subarray(at + 16, at + 16 + length)));
      at += 16 + length;
    }
    return frames;
  });

/** What a tree has no nodes for: the discriminators, the codes, and the marks of something missing. */
const WITHOUT_NODE = new Set(['kind', 'code', 'withoutEnd', 'withoutCount', 'layout']);

/** Every value of the JSON form under its path; empty octets have no node. */
function leavesOf(json: JsonValue, path: string, name: string): [string, FieldValue][] {
  if (WITHOUT_NODE.has(name) || json === '') return [];
  if (Array.isArray(json)) return json.flatMap((one: JsonValue, i) => leavesOf(one, `${path}[${i}]`, name));
  if (typeof json === 'object') {
    return Object.entries(json).flatMap(([member, value]) =>
      leavesOf(value as JsonValue, path === '' ? member : `${path}.${member}`, member),
    );
  }
  return [[path, json as FieldValue]];
}

const nodesOf = (nodes: readonly FieldNode[]): FieldNode[] =>
  nodes.flatMap((node) => [node, ...nodesOf(node.children)]);

function checkAgreement(bytes: Uint8Array): void {
  const result = decodeFrame(bytes, { formats });
  const values = new Map(nodesOf(describeFrame(bytes, { formats })).map((node) => [node.path, node.value]));
  if (!result.ok) return;
  for (const [path, value] of leavesOf(frameToJson(result.value), '', '')) {
    expect(values.has(path) ? values.get(path) : 'no node', path).toBe(value);
  }
}

/** Children lie inside their parent, and whole nodes stand one behind the other without a gap. */
function checkPlaces(nodes: readonly FieldNode[], from: number, to: number): void {
  let at = from;
  for (const node of nodes) {
    expect(node.offset, node.path).toBeLessThanOrEqual(at);
    expect(node.offset + node.octets, node.path).toBeLessThanOrEqual(to);
    if (node.children.length > 0) checkPlaces(node.children, node.offset, node.offset + node.octets);
    at = Math.max(at, node.offset + node.octets);
  }
  expect(at).toBe(to);
}

describe('the tree and JSON agree', () => {
  test.each(Object.entries(worked))('%s', (_name, bytes) => {
    expect(decodeFrame(bytes).ok).toBe(true);
    checkAgreement(bytes);
    checkPlaces(describeFrame(bytes, { formats }), 0, bytes.length);
  });

  test('on every captured frame', () => {
    expect(captured.length).toBe(248);
    for (const bytes of captured) {
      checkAgreement(bytes);
      checkPlaces(describeFrame(bytes), 0, bytes.length);
    }
  });

  test('on mutated frames, decodable or not', () => {
    const flips = fc.array(fc.tuple(fc.nat(150), fc.nat(255)), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(worked)), flips, fc.nat(150), (bytes, changes, cut) => {
        const mutated = bytes.slice(0, cut > 120 ? bytes.length : cut);
        for (const [at, value] of changes) if (at < mutated.length) mutated[at] = value;
        checkAgreement(mutated);
        checkPlaces(describeFrame(mutated, { formats }), 0, mutated.length);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a frame that breaks off is shown up to where it breaks', () => {
  const bytes = frame(`${NCB} 8940 1001 0001 ${MANAGER} 0c02 abcd 0621 00`);
  const paths = describeFrame(bytes).flatMap((node) => [node.path, ...node.children.map((child) => child.path)]);
  expect(paths.slice(-4)).toEqual(['vdp', 'vdp.managerIdTlv', 'vdp.tlvs[0]', 'undecoded']);
});

test('meanings are for people', () => {
  const meanings = Object.fromEntries(
    nodesOf(describeFrame(worked['two VSIs and an organizational TLV'] as Uint8Array)).map((node) => [
      node.path,
      node.meaning,
    ]),
  );
  expect(meanings).toMatchObject({
    'ethernet.destination': 'Nearest Customer Bridge',
    'ethernet.etherType': '8940 ECP',
    'ecp.operation': 'request',
    'vdp.tlvs[0].type': 'Associate',
    'vdp.tlvs[0].status': 'command, suspended',
    'vdp.tlvs[0].vsiidFormat': 'IPv6',
    'vdp.tlvs[2].oui': '00-00-0C',
  });
});
