// The differences of `evb station` and `evb bridge`.

import type { EvbBridgeConfig } from '../../config/bridge-schema.js';
import { parseBridgeConfig, parseStationConfig } from '../../config/parse-config.js';
import type { EvbStationConfig } from '../../config/station-schema.js';
import type { EvbRole } from '../../core/role.js';
import type { EvbPortOptions } from '../../evb/options/port-options.js';
import { jsonOf } from '../../frame/frame-json.js';

import type { OptionConfigs, OptionValues } from '../command-line.js';
import { BadOption } from '../number-option.js';
import { createBridgeEnd } from './bridge-end.js';
import { createAnswerRules } from './commands/answer-rules.js';
import { BadCommand } from './commands/bad-command.js';
import { parseVsiWords } from './commands/vsi-words.js';
import type { Members, RoleConfig } from './config.js';
import type { ProgramEnd } from './end.js';
import type { EndParts } from './end-parts.js';
import { readVsiTypes } from './json-file.js';
import { textsOf } from './options.js';
import { createStationEnd } from './station-end.js';

/** What the options of a role lead to. */
interface RoleOptions<Config> {
  /** Puts the options over the configuration. */
  readonly over: (json: Members) => Members;
  readonly create: (config: Config, parts: EndParts) => ProgramEnd;
}

export interface ProgramRole<Config extends { readonly ports: readonly EvbPortOptions[] }> extends RoleConfig<Config> {
  readonly name: EvbRole;
  readonly options: OptionConfigs;
  /** @throws BadOption, Unusable */
  readonly read: (values: OptionValues) => RoleOptions<Config>;
}

/** Reads the words of a command in an option. @throws BadOption where the command would be refused */
function optionOf<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadCommand) throw new BadOption(`--${name}: ${error.problem.message}`);
    throw error;
  }
}

export const STATION_ROLE: ProgramRole<EvbStationConfig> = {
  name: 'station',
  port: { name: 'eth0', mac: '02-00-00-00-00-01' },
  relay: 'rrReq',
  parse: parseStationConfig,
  options: { wants: { type: 'string' }, vsi: { type: 'string', multiple: true } },
  read(values) {
    const vsis = textsOf(values.vsi).map((text) =>
      optionOf('vsi', () => {
        const { port, scid, vsi } = parseVsiWords(text);
        if (vsi === undefined)
          throw new BadOption(`--vsi: expected a type and a filter behind the VSIID, got '${text}'`);
        return { port, vsi: { ...(scid !== undefined && { scid }), ...(jsonOf(vsi) as Members) } };
      }),
    );
    return {
      over(json) {
        const { ports, vsis: before = [] } = json;
        const [first] = (Array.isArray(ports) ? ports : []) as readonly (Members | undefined)[];
        const more = vsis.map(({ port = first?.name, vsi }) => ({ port, ...vsi }));
        return { ...json, vsis: Array.isArray(before) ? [...before, ...more] : before };
      },
      create: createStationEnd,
    };
  },
};

export const BRIDGE_ROLE: ProgramRole<EvbBridgeConfig> = {
  name: 'bridge',
  port: { name: 'ge0', mac: '02-00-00-00-00-02' },
  relay: 'rrCap',
  parse: parseBridgeConfig,
  options: { pool: { type: 'string' }, types: { type: 'string' }, answer: { type: 'string', multiple: true } },
  read(values) {
    const rules = createAnswerRules();
    for (const text of textsOf(values.answer)) optionOf('answer', () => rules.take(text));
    const types = typeof values.types === 'string' ? { vsiTypes: readVsiTypes(values.types) } : {};
    return {
      over: (json) => json,
      create: (config, parts) => createBridgeEnd({ ...config, ...types }, rules, parts),
    };
  },
};
