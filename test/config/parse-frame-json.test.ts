// The schema of a frame in JSON is the inverse of `frameToJson`, and says of everything else what would be right.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFrameJsonError, parseFrameJson } from '../../src/config/index.js';
import { decodeFrame } from '../../src/frame/decode-frame.js';
import { encodeFrame } from '../../src/frame/encode-frame.js';
import type { Frame } from '../../src/frame/frame.js';
import { frameToJson } from '../../src/frame/frame-json.js';
import { arbitraryFrame } from '../../src/testing/index.js';

const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const ethernet = { destination: '01-80-C2-00-00-00', source: '02-00-00-00-00-01', tags: [], etherType: 0x8940 };
const ecp = { version: 1, operation: 0, subtype: 1, sequence: 7 };
const association = {
  kind: 'association',
  type: 3,
  status: 0,
  typeId: 1,
  typeVersion: 0,
  vsiidFormat: 1,
  vsiid: '192.0.2.1',
  filterInfo: { format: 2, entries: [{ mac: '52-54-00-aa-bb-cc', ps: false, pcp: 0, vid: 100 }] },
};
const vdp = { kind: 'vdp', ethernet, ecp, vdp: { managerId: '192.0.2.10', tlvs: [association] } };
const evb = {
  bgid: false,
  rrcap: true,
  rrctr: true,
  sgid: false,
  rrreq: true,
  rrstat: 1,
  r: 3,
  rte: 14,
  evbMode: 2,
  rwdRol: false,
  rwd: 20,
  rkaRol: false,
  rka: 20,
};
const lldp = {
  kind: 'lldp',
  ethernet: { ...ethernet, tags: [{ tpid: 33024, pcp: 1, dei: false, vid: 5 }], etherType: 0x88cc },
  lldp: {
    chassisId: { subtype: 4, id: '020000000001' },
    portId: { subtype: 5, id: '65746830' },
    ttl: 121,
    tlvs: [
      { kind: 'evb', evb },
      { kind: 'cdcp', cdcp: { role: 'station', sComp: true, chnCap: 4, pairs: [{ scid: 1, svid: 1 }] } },
      { kind: 'raw', type: 5, value: '' },
      { kind: 'rejected', type: 5, value: '61', code: 'lldpTlvRepeated' },
    ],
  },
};
const ack = { kind: 'ecpAck', ethernet, ecp: { ...ecp, operation: 1 }, trailer: '00' };

/** A copy of the JSON with the member at the path set, or taken away. */
function changed(json: unknown, path: string, value?: unknown): unknown {
  const copy = structuredClone(json) as Record<string, unknown>;
  const steps = path.match(/\w+/g) as string[];
  const last = steps.pop() as string;
  const holder = steps.reduce((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

const refused = (json: unknown) => {
  const result = parseFrameJson(json);
  if (result.ok) throw new Error('it was accepted');
  return result.error;
};

describe('the inverse of frameToJson', () => {
  test('for every frame, with filter infos of a registered format too', () => {
    fc.assert(
      fc.property(arbitraryFrame({ formats: { 9: { octets: 12, mac: 1 } } }), (frame) => {
        const json = throughText(frameToJson(frame));
        const result = parseFrameJson(json);
        expect(result).toEqual({ ok: true, value: frame });
      }),
      { numRuns: 1000 },
    );
  });

  test('with its members in the order in which a decoder gives them', () => {
    const options = { formats: { 9: { octets: 12, mac: 1 } } };
    fc.assert(
      fc.property(arbitraryFrame(options), (frame) => {
        const decoded = decodeFrame(encodeFrame(frame), options);
        const text = JSON.stringify(frameToJson((decoded as { value: Frame }).value));
        const result = parseFrameJson(JSON.parse(text));
        expect(JSON.stringify(frameToJson((result as { value: Frame }).value))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('without a trailer', () => {
    const result = parseFrameJson(vdp);
    expect(result.ok && Object.keys(result.value)).toEqual(['kind', 'ethernet', 'ecp', 'vdp']);
    expect(result.ok && encodeFrame(result.value).length).toBe(14 + 4 + 18 + 2 + 25 + 8);
  });

  test('texts in other forms that mean the same', () => {
    const other = changed(
      changed(changed(vdp, 'ethernet.source', '02:00:00:00:00:01'), 'vdp.managerId', '::ffff:c000:20a'),
      'vdp.tlvs[0].vsiid',
      '00000000000000000000FFFFC0000201',
    );
    expect(parseFrameJson(other)).toEqual(parseFrameJson(vdp));
  });

  test('numbers out of range are the encoder’s, under the same path', () => {
    const result = parseFrameJson(changed(vdp, 'vdp.tlvs[0].filterInfo.entries[0].vid', 4096));
    expect(result.ok).toBe(true);
    expect(() => encodeFrame((result as { value: Frame }).value)).toThrow(
      'vdp.tlvs[0].filterInfo.entries[0].vid: expected an integer 0..4095, got 4096',
    );
  });
});

describe('what is refused', () => {
  const entry = 'vdp.tlvs[0].filterInfo.entries[0]';
  const rows: readonly (readonly [json: unknown, path: string, value: unknown, expected: string])[] = [
    [vdp, 'kind', 'vpd', 'lldp, vdp, ecp, ecpAck or other'],
    [vdp, 'kind', undefined, 'lldp, vdp, ecp, ecpAck or other'],
    [vdp, 'ethernet', 5, 'an object'],
    [vdp, 'ethernet.source', '02-00', 'a MAC address, as 01-80-C2-00-00-0E'],
    [vdp, 'ethernet.source', 2, 'a MAC address, as 01-80-C2-00-00-0E'],
    [vdp, 'ethernet.etherType', '8940', 'a number'],
    [vdp, 'ethernet.vlan', 5, 'no such member but destination, source, tags and etherType'],
    [lldp, 'ethernet.tags', {}, 'an array'],
    [lldp, 'ethernet.tags[0].dei', 1, 'true or false'],
    [lldp, 'ethernet.tags[0].pcp', undefined, 'a number'],
    [vdp, 'ecp.sequence', null, 'a number'],
    [vdp, 'vdp.managerId', '1.2.3', 'an IPv4 or IPv6 address'],
    [vdp, 'vdp.tlvs[0].kind', 'assoc', 'association, organization, organizationValues, unknown or rejected'],
    [vdp, 'vdp.tlvs[0]', 'x', 'an object'],
    [vdp, 'vdp.tlvs[0].type', 5, '1, 2, 3 or 4'],
    [vdp, 'vdp.tlvs[0].vsiid', '192.0.2', 'an IPv4 address or 32 hexadecimal digits'],
    [vdp, 'vdp.tlvs[0].vsiid', 5, 'a text'],
    [vdp, 'vdp.tlvs[0].filterInfo.format', 'VID', 'a number'],
    [vdp, 'vdp.tlvs[0].filterInfo.withoutCount', false, 'true, or no such member'],
    [vdp, `${entry}.mac`, '525400aabbcc', 'a MAC address, as 01-80-C2-00-00-0E'],
    [vdp, `${entry}.groupId`, 'x', 'a number'],
    [vdp, `${entry}.vlan`, 1, 'no such member but groupId, mac, ps, pcp, vid and octets'],
    [lldp, 'lldp.chassisId.id', '0g', 'hexadecimal digits, two an octet'],
    [lldp, 'lldp.withoutEnd', 'yes', 'true, or no such member'],
    [lldp, 'lldp.tlvs[0].evb.bridgeReserved', '1', 'a number'],
    [lldp, 'lldp.tlvs[1].cdcp.role', 'X', '"bridge" or "station"'],
    [lldp, 'lldp.tlvs[1].cdcp.pairs[0]', [], 'an object'],
    [lldp, 'lldp.tlvs[2].value', undefined, 'hexadecimal digits, two an octet'],
    [lldp, 'lldp.tlvs[3].code', 5, 'a text'],
    [ack, 'trailer', '0', 'hexadecimal digits, two an octet'],
    [ack, 'payload', '', 'no such member but kind, ethernet, ecp and trailer'],
  ];
  test.each(rows.map(([json, path, value, expected]) => ({ json, path, value, expected })))('$path = $value', (row) => {
    const { json, path, value, expected } = row;
    expect(parseFrameJson(json).ok).toBe(true);
    expect(refused(changed(json, path, value))).toEqual({ field: path, value, expected });
  });

  test.each([
    [1, 'an IPv4 address or 32 hexadecimal digits'],
    [2, 'an IPv6 address or 32 hexadecimal digits'],
    [3, 'a MAC address or 32 hexadecimal digits'],
    [4, '32 hexadecimal digits'],
    [5, 'a UUID or 32 hexadecimal digits'],
    [0, '32 hexadecimal digits'],
  ])('a VSIID that is no text of format %i', (format, expected) => {
    const json = changed(changed(vdp, 'vdp.tlvs[0].vsiidFormat', format), 'vdp.tlvs[0].vsiid', 'x');
    expect(refused(json)).toEqual({ field: 'vdp.tlvs[0].vsiid', value: 'x', expected });
  });

  test('the code of a rejected TLV of VDP that is no rule', () => {
    const tlv = { kind: 'rejected', type: 3, value: '00', code: 'vdpVsiidFormat' };
    expect(parseFrameJson(changed(vdp, 'vdp.tlvs[0]', tlv)).ok).toBe(true);
    const expected = 'the code of a rule of VDP, as vdpFilterInfoFormat';
    for (const code of ['toString', 'vdpNoSuch', 5, undefined]) {
      expect(refused(changed(vdp, 'vdp.tlvs[0]', { ...tlv, code }))).toEqual({
        field: 'vdp.tlvs[0].code',
        value: code,
        expected,
      });
    }
  });

  test.each([null, 5, 'frame', []])('%o for a frame', (json) => {
    expect(refused(json)).toEqual({ field: 'frame', value: json, expected: 'an object' });
  });

  test('a misspelt member is told under the name it has', () => {
    const { source, ...rest } = ethernet;
    expect(refused({ ...vdp, ethernet: { ...rest, sorce: source } }).field).toBe('ethernet.sorce');
  });

  test('a member named __proto__', () => {
    const json = JSON.parse(JSON.stringify(ack).replace('"kind"', '"__proto__":{"x":1},"kind"')) as unknown;
    expect(refused(json)).toMatchObject({ field: '__proto__', value: { x: 1 } });
  });

  test('anything but a frame, without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parseFrameJson(json).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('a frame with any member replaced or taken away gives the frame or a path', () => {
    fc.assert(
      fc.property(arbitraryFrame(), fc.nat(), fc.option(fc.jsonValue()), (frame, which, value) => {
        const json = throughText(frameToJson(frame));
        const holders: [Record<string, unknown>, string, string][] = [];
        const walk = (node: unknown, path: string): void => {
          if (typeof node !== 'object' || node === null) return;
          for (const name of Object.keys(node)) {
            const at = Array.isArray(node) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
            holders.push([node as Record<string, unknown>, name, at]);
            walk((node as Record<string, unknown>)[name], at);
          }
        };
        walk(json, '');
        const [holder, name, path] = holders[which % holders.length] as [Record<string, unknown>, string, string];
        holder[name] = value;
        const result = parseFrameJson(json);
        if (result.ok) return;
        const { field } = result.error;
        // The member itself, one inside it, or one beside it that it decides about: a kind, a VSIID Format.
        const around = path.replace(/\.?(kind|vsiidFormat)$/, '');
        expect(field.startsWith(around) || field === 'frame', `${field} for ${path}`).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  [{ field: 'kind', value: undefined, expected: 'a or b' }, 'kind: expected a or b, got nothing'],
  [{ field: 'kind', value: 'x\ny', expected: 'a or b' }, 'kind: expected a or b, got "x\\ny"'],
  [{ field: 'kind', value: null, expected: 'a or b' }, 'kind: expected a or b, got null'],
  [{ field: 'kind', value: [1], expected: 'a or b' }, 'kind: expected a or b, got an array'],
  [{ field: 'kind', value: {}, expected: 'a or b' }, 'kind: expected a or b, got an object'],
  [{ field: 'kind', value: 'x'.repeat(90), expected: 'b' }, `kind: expected b, got "${'x'.repeat(39)}...`],
])('the line for an error %#', (error, line) => {
  expect(formatFrameJsonError(error)).toBe(line);
});

test('a name that is none of ours is quoted in the path', () => {
  expect(refused({ ...ack, 'a\nb': 1 }).field).toBe('["a\\nb"]');
  expect(refused({ ...ack, ethernet: { ...ethernet, 'x y': 1 } }).field).toBe('ethernet["x y"]');
});

test('zod is asked for as zod/mini, and by name space: the named export would keep all of it', () => {
  for (const file of ['value', 'ethernet', 'lldp', 'vdp', 'frame']) {
    const source = readFileSync(`src/config/${file}-schema.ts`, 'utf8');
    expect(source.match(/^import .* from 'zod.*'/gm)).toEqual([expect.stringMatching(/\* as z from 'zod\/mini'$/)]);
  }
});
