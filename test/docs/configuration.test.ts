// docs/configuration.md says what the tables and the schemas say, and its examples work.

import { describe, expect, test } from 'vitest';
import {
  type ConfigResult,
  formatConfigError,
  parseBridgeConfig,
  parseStationConfig,
  parseVsi,
  parseVsiTypes,
} from '../../src/config/index.js';
import { EvbBridge } from '../../src/evb/bridge.js';
import { EvbStation } from '../../src/evb/station.js';
import { staticVsiManager } from '../../src/vdp/manager/static.js';
import { fencedBlocks } from '../support/fenced-blocks.js';
import { configuration, SECTIONS } from './configuration.js';

test('docs/configuration.md is what the tables say', async () => {
  await expect(configuration()).toMatchFileSnapshot('../../docs/configuration.md');
});

/** The names of the members that an object may have, as the error about one that it may not have lists them. */
function namesAt(result: ConfigResult<unknown>): string[] {
  const error = result.ok ? undefined : result.errors.find(({ field }) => /\bzzz$/.test(field));
  return error?.expected.replace('no such member but ', '').split(/, | and /) ?? [];
}

const zzz = { zzz: 1 };
const port = (json: object) => parseStationConfig({ ports: [json] });

describe('a section has all members that its object may have', () => {
  const objects: Readonly<Record<string, ConfigResult<unknown>>> = {
    Station: parseStationConfig(zzz),
    'VDP of a station': parseStationConfig({ vdp: zzz }),
    Bridge: parseBridgeConfig(zzz),
    'VDP of a bridge': parseBridgeConfig({ vdp: zzz }),
    'ECP of every port': parseBridgeConfig({ ecp: zzz }),
    Port: port(zzz),
    'CDCP of a port': port({ cdcp: zzz }),
    'SVID range': port({ cdcp: { pool: [zzz] } }),
    'S-channel by hand': port({ channels: [zzz] }),
    'LLDP of a port': port({ lldp: zzz }),
    'Station identifier': port({ lldp: { chassisId: zzz } }),
    'EVB of a port': port({ evb: zzz }),
    VSI: parseVsi(zzz),
    'Filter info': parseVsi({ filterInfo: zzz }),
    'Filter entry': parseVsi({ filterInfo: { entries: [zzz] } }),
    'Organizationally defined TLV': parseVsi({ organizations: [zzz] }),
    'VSI type': parseVsiTypes([zzz]),
  };

  test('and each object has a section', () => {
    expect(Object.keys(SECTIONS)).toEqual(Object.keys(objects));
  });

  test.each(Object.entries(objects))('%s', (title, result) => {
    expect(SECTIONS[title]?.map(({ name }) => name).sort()).toEqual(namesAt(result).sort());
  });
});

describe('the examples', () => {
  const texts = fencedBlocks(configuration()).filter(({ language }) => language === 'json');
  const parsed = <T>(parse: (json: unknown) => ConfigResult<T>, i: number): T => {
    const result = parse(JSON.parse(texts[i]?.text ?? ''));
    if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
    return result.value;
  };

  test('the station takes its VSIs', () => {
    const value = parsed(parseStationConfig, 0);
    const station = new EvbStation(value);
    expect(station.status().ports.map(({ name }) => name)).toEqual(['eth0', 'eth1']);
    expect(value.vsis.map(({ port: name, filterInfo }) => [name, filterInfo.format])).toEqual([
      ['eth0', 2],
      ['eth1', 1],
    ]);
  });

  test('the bridge and its VSI manager know the types', () => {
    const value = parsed(parseBridgeConfig, 1);
    expect(new EvbBridge(value).status().ports.map(({ enabled }) => enabled)).toEqual([true, false]);
    const manager = staticVsiManager(value.vsiTypes, value);
    const managerId = { w0: 0, w1: 0, w2: 0, w3: 0 };
    expect(manager.find({ managerId, typeId: 1, typeVersion: 0 })?.name).toBe('web');
  });
});
