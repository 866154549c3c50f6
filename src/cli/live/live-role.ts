// What `evb station` and `evb bridge` differ in.

import type { EvbBridgeConfig } from '../../config/bridge-schema.js';
import { parseBridgeConfig, parseStationConfig } from '../../config/parse-config.js';
import type { EvbStationConfig } from '../../config/station-schema.js';
import type { EvbPortOptions } from '../../evb/port-options.js';
import { jsonOf } from '../../frame/frame-json.js';
import type { CommandLine, OptionConfigs } from '../command-line.js';
import type { DemoNode } from '../demo-event.js';
import { BadOption } from '../number-option.js';
import { createAnswerRules } from './answer-rules.js';
import { BadCommand } from './bad-command.js';
import { createBridgeNode } from './bridge-node.js';
import { readJsonFile } from './json-file.js';
import type { RoleConfig } from './live-config.js';
import type { LiveNode, LiveNodeParts } from './live-node.js';
import { textsOf } from './live-options.js';
import { createStationNode } from './station-node.js';
import { parseVsiWords } from './vsi-text.js';

type Values = (CommandLine & { ok: true })['values'];
type Members = Readonly<Record<string, unknown>>;

/** What the options of a role make of the rest. */
interface RoleOptions<Config> {
  /** Members of the configuration. */
  readonly members: (json: Members) => Members;
  readonly create: (config: Config, parts: LiveNodeParts) => LiveNode;
}

export interface LiveRole<Config extends { readonly ports: readonly EvbPortOptions[] }> extends RoleConfig<Config> {
  readonly name: DemoNode;
  readonly options: OptionConfigs;
  /** @throws BadOption */
  readonly read: (values: Values) => RoleOptions<Config>;
}

/** What is wrong with a text that a command could have, as what is wrong with an option. */
function optionOf<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadCommand) throw new BadOption(`--${name}: ${error.problem.message}`);
    throw error;
  }
}

export const STATION_ROLE: LiveRole<EvbStationConfig> = {
  name: 'station',
  port: { name: 'eth0', mac: '02-00-00-00-00-01' },
  relay: 'rrReq',
  parse: parseStationConfig,
  options: { vsi: { type: 'string', multiple: true } },
  read(values) {
    const vsis = textsOf(values.vsi).map((text) =>
      optionOf('vsi', () => {
        const { port, vsi } = parseVsiWords(text);
        if (vsi === undefined)
          throw new BadOption(`--vsi: expected a type and a filter behind the VSIID, got '${text}'`);
        return { port, vsi: jsonOf(vsi) as Members };
      }),
    );
    return {
      members({ ports, vsis: before = [] }) {
        const [first] = ports as readonly { readonly name?: unknown }[];
        const more = vsis.map(({ port = first?.name, vsi }) => ({ port, ...vsi }));
        return more.length === 0 || !Array.isArray(before) ? {} : { vsis: [...before, ...more] };
      },
      create: createStationNode,
    };
  },
};

export const BRIDGE_ROLE: LiveRole<EvbBridgeConfig> = {
  name: 'bridge',
  port: { name: 'ge0', mac: '02-00-00-00-00-02' },
  relay: 'rrCap',
  parse: parseBridgeConfig,
  options: { types: { type: 'string' }, answer: { type: 'string', multiple: true } },
  read(values) {
    const rules = createAnswerRules();
    for (const text of textsOf(values.answer)) optionOf('answer', () => rules.take(text));
    const file = typeof values.types === 'string' ? readJsonFile(values.types) : undefined;
    if (file?.ok === false) throw new BadOption(`--types: ${String(values.types)}: ${file.reason}`);
    return {
      members: () => (file === undefined ? {} : { vsiTypes: file.json }),
      create: (config, parts) => createBridgeNode(config, rules, parts),
    };
  },
};
