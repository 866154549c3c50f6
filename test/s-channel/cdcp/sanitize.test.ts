// What the pairs of a list mean, D5 to D13, and D14 to D17 as far as they are CDCP's.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cdcpWarnings, sanitizePairs } from '../../../src/s-channel/index.js';
import { pairs, pairsText, pairText } from '../../support/pairs.js';
import { End, tlv, traceBridge, traceStation } from './ends.js';

/** The clean list, and the warnings as `D5 0/0`. */
function sanitized(list: string): [list: string, warnings: string[]] {
  const { pairs: pair, warnings } = sanitizePairs(pairs(list));
  return [pairsText(pair), warnings.map((warning) => `${cdcpWarnings[warning.code][0]} ${pairText(warning)}`)];
}

test.each<[title: string, list: string, clean: string, warnings: string[]]>([
  ['s-channel D5: SCID 0', '1/1 0/7 2/0', '1/1 2/0', ['D5 0/7']],
  ['s-channel D5: SCID 4095', '1/1 4095/0', '1/1', ['D5 4095/0']],
  ['s-channel D5: a reserved SCID before (1,1) is as if not there', '0/0 1/1 2/0', '1/1 2/0', ['D5 0/0']],
  ['s-channel D6: a SCID twice', '1/1 2/5 2/6 3/0', '1/1 2/5 3/0', ['D6 2/6']],
  ['s-channel D6: the default SCID twice', '1/1 1/7', '1/1', ['D6 1/7']],
  ['s-channel D7: no pairs', '', '1/1', ['D7 1/1']],
  ['s-channel D7: no pair with SCID 1', '2/0', '1/1 2/0', ['D7 1/1']],
  ['s-channel D8: SCID 1 with another SVID', '1/5 2/0', '1/1 2/0', ['D8 1/5']],
  ['s-channel D8, s-channel D9: and not first', '2/5 1/5', '1/1 2/5', ['D8 1/5', 'D9 1/5']],
  ['s-channel D9: (1,1) not first', '2/0 1/1 3/0', '1/1 2/0 3/0', ['D9 1/1']],
  ['s-channel D10: SVID 1 with SCID 2', '1/1 2/1', '1/1 2/0', ['D10 2/1']],
  ['s-channel D11: SVID 4095', '1/1 2/4095', '1/1 2/0', ['D11 2/4095']],
  ['s-channel D12: an SVID twice', '1/1 2/9 3/9 4/9', '1/1 2/9 3/0 4/0', ['D12 3/9', 'D12 4/9']],
  ['s-channel D13: SVID 0 of many', '1/1 2/0 3/0', '1/1 2/0 3/0', []],
  ['the greatest values that are good', '1/1 4094/4094', '1/1 4094/4094', []],
])('%s', (_title, list, clean, warnings) => {
  expect(sanitized(list)).toEqual([clean, warnings]);
});

test('whatever the list: (1,1) is first, nothing is repeated, and what is clean stays as it is', () => {
  const id = fc.oneof(fc.constantFrom(0, 1, 2, 3, 4094, 4095), fc.integer({ min: 0, max: 4095 }));
  fc.assert(
    fc.property(fc.array(fc.record({ scid: id, svid: id }), { maxLength: 167 }), (list) => {
      const { pairs: pair } = sanitizePairs(list);
      const svids = pair.map(({ svid }) => svid).filter((svid) => svid !== 0);
      expect(pair[0]).toEqual({ scid: 1, svid: 1 });
      expect(new Set(pair.map(({ scid }) => scid)).size).toBe(pair.length);
      expect(new Set(svids).size).toBe(svids.length);
      expect(sanitizePairs(pair)).toEqual({ pairs: pair, warnings: [] });
    }),
  );
});

describe('the roles', () => {
  test('s-channel D10, s-channel D11, s-channel D12: a bridge assigns as if nothing were proposed', () => {
    const end = traceBridge();
    end.hear(tlv('station', '1/1 2/1 3/4095 4/150 5/150', { chnCap: 9 }));
    expect(end.list).toBe('1/1 2/100 3/101 4/150 5/102');
  });

  test('s-channel D10, s-channel D11, s-channel D12: a station has no SVID', () => {
    const end = traceStation({ chnCap: 9, wants: [2, 3, 4, 5] });
    end.hear(tlv('bridge', '1/1 2/1 3/4095 4/150 5/150'));
    expect(end.list).toBe('1/1 2/0 3/0 4/150 5/0');
  });

  test('s-channel D13: a station goes on asking where the bridge lists SVID 0', () => {
    const end = traceStation();
    end.hear(tlv('bridge', '1/1 2/0 3/101'));
    expect(end.list).toBe('1/1 2/0 3/101');
  });

  test.each([
    ['station', 'station'],
    ['bridge', 'bridge'],
  ] as const)('s-channel D14: %s hears %s, and nothing is negotiated', (own, other) => {
    const end = new End({ role: own, wants: [2] });
    end.port(true);
    expect(end.hear(tlv(other, '1/1 2/100'))).toEqual([]);
    expect(end.schState).toBe('NotRunning');
  });

  test('s-channel D15: reserved bits change nothing, and none is sent', () => {
    const plain = traceBridge();
    const odd = traceBridge();
    const list = tlv('station', '1/1 2/0');
    expect(odd.hear({ ...list, reservedHigh: 7, reservedLow: 0x7fff })).toEqual(plain.hear(list));
    expect(odd.negotiation.status()).toEqual(plain.negotiation.status());
    expect(odd.negotiation.state.txTlv).toEqual({
      role: 'bridge',
      sComp: true,
      chnCap: 167,
      pairs: pairs('1/1 2/100'),
    });
  });

  test('s-channel D16: more pairs than the ChnCap of who sends them: the last ones get nothing', () => {
    const end = traceBridge();
    end.hear(tlv('station', '1/1 2/0 3/0 4/0', { chnCap: 3 }));
    expect(end.list).toBe('1/1 2/100 3/101');
    expect(end.missing).toEqual(['4 peerCapacity']);
  });

  test.each([
    [0, 1, '1/1'],
    [168, 167, '1/1 2/100'],
    [4095, 167, '1/1 2/100'],
  ])('a ChnCap of %i counts as the nearest that there is, %i', (chnCap, counts, list) => {
    const end = traceBridge();
    end.hear(tlv('station', '1/1 2/0', { chnCap }));
    expect(end.list).toBe(list);
    expect(end.negotiation.status().remote?.chnCap).toBe(counts);
  });
});
