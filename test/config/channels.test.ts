// S-channels in configurations: what a file says, and what is refused of it, in the words of the constructors.

import { describe, expect, test } from 'vitest';
import { formatConfigError, parseBridgeConfig, parseStationConfig } from '../../src/config/index.js';
import { parseMac } from '../../src/core/mac.js';
import { EvbStation } from '../../src/evb/station.js';
import { fullBridge, fullStation, oneVsi } from './configs.js';

const port = { name: 'eth0', mac: '02-00-00-00-00-01' };
const linesOf = (more: object, vsis: object[] = []): string[] => {
  const result = parseStationConfig({ ports: [{ ...port, ...more }], vsis });
  return result.ok ? [] : result.errors.map(formatConfigError);
};

function constructorLine(more: object): string {
  try {
    new EvbStation({ ports: [{ ...port, mac: parseMac(port.mac) as number, ...more }] });
    return '';
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    expect(code).toBe('dot1qbgOption');
    return message;
  }
}

test('what a file says', () => {
  const station = parseStationConfig(fullStation);
  expect(station.ok && station.value.ports[0]).toMatchObject({
    tagging: 'host',
    cdcp: { enabled: false, chnCap: 4, wants: [2, 3], maxScid: 200, sComp: true, honourProposed: true },
    channels: [{ scid: 2, svid: 100 }],
  });
  const bridge = parseBridgeConfig(fullBridge);
  expect(bridge.ok && bridge.value.ports[0]?.cdcp).toEqual({
    enabled: true,
    chnCap: 167,
    maxScid: 167,
    sComp: true,
    honourProposed: false,
    wants: [],
    pool: [
      { low: 100, high: 199 },
      { low: 300, high: 300 },
    ],
  });
});

test('without cdcp none is spoken', () => {
  const result = parseStationConfig({ ports: [port] });
  expect(result.ok && result.value.ports[0]).toMatchObject({ tagging: 'library' });
  expect(result.ok && Object.keys(result.value.ports[0] ?? {})).not.toContain('cdcp');
  const empty = parseStationConfig({ ports: [{ ...port, cdcp: {} }] });
  expect(empty.ok && empty.value.ports[0]?.cdcp).toMatchObject({ wants: [], pool: [{ low: 2, high: 4094 }] });
});

describe('what is refused', () => {
  test.each<[more: object, line: string]>([
    [{ cdcp: { wants: [2, 0] } }, 'ports[0].cdcp.wants[1]: expected an integer 1..167, got 0'],
    [{ cdcp: { wants: [2, 168] } }, 'ports[0].cdcp.wants[1]: expected an integer 1..167, got 168'],
    [{ cdcp: { wants: [201], maxScid: 200 } }, 'ports[0].cdcp.wants[0]: expected an integer 1..200, got 201'],
    [{ cdcp: { wants: [2, 2] } }, 'ports[0].cdcp.wants[1]: expected each SCID once, got 2'],
    [{ cdcp: { wants: 2 } }, 'ports[0].cdcp.wants: expected an array, got 2'],
    [{ cdcp: { pool: 2 } }, 'ports[0].cdcp.pool: expected an array, got 2'],
    [{ cdcp: { pool: [{ low: 1, high: 9 }] } }, 'ports[0].cdcp.pool[0].low: expected an integer 2..4094, got 1'],
    [{ cdcp: { pool: [{ low: 2, high: 4095 }] } }, 'ports[0].cdcp.pool[0].high: expected an integer 2..4094, got 4095'],
    [{ cdcp: { pool: [{ low: 9, high: 8 }] } }, 'ports[0].cdcp.pool[0].high: expected no less than low, 9, got 8'],
    [{ channels: 2 }, 'ports[0].channels: expected an array, got 2'],
    [{ channels: [{ scid: 0, svid: 9 }] }, 'ports[0].channels[0].scid: expected an integer 1..4094, got 0'],
    [{ channels: [{ scid: 2, svid: 4095 }] }, 'ports[0].channels[0].svid: expected an integer 1..4094, got 4095'],
    [
      { channels: [{ scid: 1, svid: 9 }] },
      'ports[0].channels[0].scid: expected an SCID that no other S-channel of the port has, got 1',
    ],
    [
      {
        channels: [
          { scid: 2, svid: 9 },
          { scid: 3, svid: 9 },
        ],
      },
      'ports[0].channels[1].svid: expected an SVID that no other S-channel of the port has, got 9',
    ],
    [{ tagging: 'nobody' }, 'ports[0].tagging: expected library or host, got nobody'],
  ])('%j', (more, line) => {
    expect(linesOf(more)).toEqual([line.replace('got nobody', 'got "nobody"')]);
    expect(constructorLine(more)).toBe(line);
  });

  test('168 S-channels', () => {
    const channels = Array.from({ length: 300 }, (_, i) => ({ scid: i + 2, svid: i + 2 }));
    const line = 'ports[0].channels[166]: expected at most 167 S-channels, the default one included, got an object';
    expect(linesOf({ channels })).toEqual([line]);
    expect(constructorLine({ channels })).toContain('ports[0].channels[166]: expected at most 167 S-channels');
  });

  test('very many errors are cut short', () => {
    const wants = Array.from({ length: 100_000 }, () => 0);
    expect(linesOf({ cdcp: { wants } }).length).toBe(1000);
  });

  test('a VSI on an S-channel that the port cannot have', () => {
    const line = (scid: number) =>
      `vsis[0].scid: expected the SCID of an S-channel that the port wants, or has by hand, got ${scid}`;
    const vsis = (scid: number) => [{ ...oneVsi, port: 'eth0', scid }];
    expect(linesOf({ cdcp: { wants: [2] } }, vsis(3))).toEqual([line(3)]);
    expect(linesOf({ cdcp: { wants: [2] } }, vsis(2))).toEqual([]);
    expect(linesOf({ channels: [{ scid: 3, svid: 9 }] }, vsis(3))).toEqual([]);
    expect(linesOf({}, vsis(2))).toEqual([line(2)]);
    expect(linesOf({}, vsis(1))).toEqual([]);
    expect(linesOf({}, vsis(0))).toEqual(['vsis[0].scid: expected an integer 1..4094, got 0']);
  });
});
