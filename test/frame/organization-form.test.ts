// Organizationally defined TLVs of VDP that a host registers by OUI and subtype: values in frames, JSON, the text tree, and
// back to the same octets.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrameJson } from '../../src/config/index.js';
import {
  decodeFrame,
  describeFrame,
  encodeFrame,
  type FieldNode,
  type Frame,
  frameToJson,
  type OrganizationForm,
  organizationData,
  organizationValues,
} from '../../src/frame/index.js';
import { hex, toHex } from '../support/hex.js';

const field = { clause: 'made up', text: '' };

/** Made up: a flag, a class and a rate. */
const rateLimit: OrganizationForm = {
  oui: 0x001b3f,
  subtype: 2,
  name: 'rate limit',
  fields: [
    { name: 'strict', offset: 1, octets: 1, mask: 0x80, ...field },
    { name: 'class', offset: 1, octets: 1, mask: 0x07, ...field, meaning: (value) => (value === 5 ? 'voice' : '') },
    { name: 'rate', offset: 2, octets: 4, ...field },
  ],
};

/** vdp.md 2.8: the name of a virtual machine, as some stations send it. */
const vmName: OrganizationForm = {
  oui: 0x00000c,
  subtype: 0xf1,
  name: 'VM name',
  fields: [
    { name: 'format', offset: 1, octets: 1, ...field },
    { name: 'vsiid', offset: 2, octets: 16, ...field },
  ],
  rest: 'vmName',
};

const options = { organizationTlvs: [rateLimit, vmName] };

const HEAD = '0180c2000000 020000000001 8940 1001 0005 0a10 00000000000000000000000000000000';
const VSIID = 'a141285760f74ce1e95a2164943f53aa';
const RATE = 'fe09 001b3f 02 85 000186a0';
const NAME = `fe18 00000c f1 05 ${VSIID} 766d31`;
const frame = (...tlvs: string[]): Uint8Array => hex(`${HEAD} ${tlvs.join(' ')}`);

function decoded(bytes: Uint8Array, more = options): Frame & { readonly kind: 'vdp' } {
  const result = decodeFrame(bytes, more);
  if (!result.ok || result.value.kind !== 'vdp') throw new Error('no frame of VDP');
  return result.value;
}

const tlvsOf = (...tlvs: string[]) => decoded(frame(...tlvs)).vdp.tlvs;
const nodesOf = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((one) => [one, ...nodesOf(one.children)]);

const rate = { kind: 'organizationValues', oui: 0x001b3f, subtype: 2, values: { strict: 1, class: 5, rate: 100_000 } };

test('values come and go', () => {
  const name = { oui: 0x00000c, subtype: 0xf1, values: { format: 5, vsiid: hex(VSIID), vmName: hex('766d31') } };
  expect(tlvsOf(RATE, NAME)).toStrictEqual([rate, { kind: 'organizationValues', ...name }]);
  expect(toHex(encodeFrame(decoded(frame(RATE, NAME)), options))).toBe(toHex(frame(RATE, NAME)));
});

test.each([
  ['not registered', RATE, []],
  ['another subtype', 'fe09 001b3f 03 85 000186a0', [rateLimit]],
  ['another OUI', 'fe09 001b40 02 85 000186a0', [rateLimit]],
  ['an octet too few', 'fe08 001b3f 02 85 000186', [rateLimit]],
  ['an octet too many', 'fe0a 001b3f 02 85 000186a0 00', [rateLimit]],
  ['a bit of no field', 'fe09 001b3f 02 8d 000186a0', [rateLimit]],
  ['no subtype', 'fe03 001b3f', [rateLimit]],
])('what does not have the form stays octets: %s', (_why, digits, organizationTlvs) => {
  const bytes = frame(digits);
  const value = decoded(bytes, { organizationTlvs });
  expect(value.vdp.tlvs).toMatchObject([{ kind: 'organization' }]);
  expect(toHex(encodeFrame(value, { organizationTlvs }))).toBe(toHex(bytes));
  const paths = nodesOf(describeFrame(bytes, { organizationTlvs })).map(({ path }) => path);
  expect(paths).not.toContain('vdp.tlvs[0].values');
});

test('JSON and back', () => {
  const value = decoded(frame(RATE, NAME));
  const json = JSON.parse(JSON.stringify(frameToJson(value)));
  expect(json.vdp.tlvs[0]).toEqual(rate);
  expect(json.vdp.tlvs[1].values).toEqual({ format: 5, vsiid: VSIID, vmName: '766d31' });
  expect(parseFrameJson(json)).toEqual({ ok: true, value });
  json.vdp.tlvs[0].values.rate = true;
  expect(parseFrameJson(json)).toMatchObject({
    error: { field: 'vdp.tlvs[0].values.rate', expected: 'a number, or hexadecimal digits, two an octet' },
  });
});

test('the tree has a node for each value', () => {
  const nodes = nodesOf(describeFrame(frame(RATE, NAME), options)).filter(({ path }) =>
    /tlvs.*(subtype|values)/.test(path),
  );
  expect(nodes.map(({ path, value, meaning, offset, octets }) => [path, value, meaning, offset, octets])).toEqual([
    ['vdp.tlvs[0].subtype', 2, 'rate limit', 41, 1],
    ['vdp.tlvs[0].values', undefined, undefined, 42, 5],
    ['vdp.tlvs[0].values.strict', 1, undefined, 42, 1],
    ['vdp.tlvs[0].values.class', 5, 'voice', 42, 1],
    ['vdp.tlvs[0].values.rate', 100_000, undefined, 43, 4],
    ['vdp.tlvs[1].subtype', 0xf1, 'VM name', 52, 1],
    ['vdp.tlvs[1].values', undefined, undefined, 53, 20],
    ['vdp.tlvs[1].values.format', 5, undefined, 53, 1],
    ['vdp.tlvs[1].values.vsiid', VSIID, undefined, 54, 16],
    ['vdp.tlvs[1].values.vmName', '766d31', undefined, 70, 3],
  ]);
});

describe('for a host', () => {
  test('a TLV from values, and values from a TLV', () => {
    const data = organizationData(rateLimit, { strict: 0, class: 1, rate: 2 });
    expect(data).toEqual({ oui: 0x001b3f, data: hex('02 01 00000002') });
    expect(organizationValues(rateLimit, data)).toEqual({ strict: 0, class: 1, rate: 2 });
    expect(organizationValues(vmName, data)).toBeUndefined();
  });

  test.each<[values: Record<string, number | Uint8Array>, field: string, expected: string]>([
    [{ strict: 1, class: 5 }, 'values.rate', 'an integer 0..4294967295'],
    [{ strict: 2, class: 5, rate: 1 }, 'values.strict', 'an integer 0..1'],
    [{ strict: 1, class: 8, rate: 1 }, 'values.class', 'an integer 0..7'],
    [{ strict: 1, class: 5, rate: 1, burst: 1 }, 'values.burst', 'no such member in rate limit'],
  ])('%o is refused', (values, path, expected) => {
    const refused = expect.objectContaining({ code: 'dot1qbgEncode', field: path, expected });
    expect(() => organizationData(rateLimit, values)).toThrow(refused);
    const value = decoded(frame(RATE));
    const wrong = { ...value, vdp: { ...value.vdp, tlvs: [{ ...rate, values }] } } as Frame;
    expect(() => encodeFrame(wrong, options)).toThrow(`vdp.tlvs[0].${path}: expected ${expected}`);
  });

  test('octets of another length are refused', () => {
    const refuse = (values: Record<string, number | Uint8Array>) => () => organizationData(vmName, values);
    expect(refuse({ format: 1, vsiid: hex('00'), vmName: hex('') })).toThrow(
      'values.vsiid: expected a Uint8Array of 16',
    );
    const long = { format: 1, vsiid: hex(VSIID), vmName: new Uint8Array(491) };
    expect(refuse(long)).toThrow('values.vmName: expected a Uint8Array of 0..490 octets');
    expect(refuse({ format: 1, vsiid: hex(VSIID) })).toThrow('values.vmName');
  });

  test('without the form there is no encoding', () => {
    expect(() => encodeFrame(decoded(frame(RATE)))).toThrow(
      'vdp.tlvs[0].subtype: expected a form of this OUI and subtype in organizationTlvs, got 2',
    );
  });
});

test('law: any data of an organization come back to the octet', () => {
  const organization = fc.tuple(fc.constantFrom('001b3f02', '00000cf1', '00000c'), fc.uint8Array({ maxLength: 30 }));
  fc.assert(
    fc.property(organization, ([head, rest]) => {
      const value = toHex(hex(head)) + toHex(rest);
      const bytes = frame(`fe${(value.length / 2).toString(16).padStart(2, '0')} ${value}`);
      expect(toHex(encodeFrame(decoded(bytes), options))).toBe(toHex(bytes));
    }),
    { numRuns: 500 },
  );
});
