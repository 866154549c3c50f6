// JSON to the options of an EVB station or bridge, to VSIs, to a VSI type database. Constructors and inputs accept what parses;
// for other JSON the result has all errors. Nothing throws, whatever the JSON.
//
// Left out on purpose is what a file cannot hold (acceptSource, the formats of a host), what a program draws at random
// (hashSeed), and the `onEvbLoss` of the bridge of VDP, which each port says in `evb`.

import * as z from 'zod/mini';
import type { VsiType } from '../vdp/manager/vsi-type.js';
import type { VsiCommand } from '../vdp/station/io.js';
import type { VsiKey } from '../vdp/wire/identity.js';
import { bridgeSchema, type EvbBridgeConfig } from './bridge-schema.js';
import { type ConfigError, configErrors } from './config-error.js';
import { type EvbStationConfig, stationSchema } from './station-schema.js';
import { virtualPortSchema } from './virtual-port.js';
import { oneVsiSchema, type VsiHints, vsiKeySchema } from './vsi-schema.js';
import { vsiTypesAloneSchema } from './vsi-type-schema.js';

export type ConfigResult<T> =
  | { readonly ok: true; readonly value: T }
  /** All errors, at least one; a very long list of errors is cut. */
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

function parse<T>(schema: z.ZodMiniType<T>, json: unknown, whole: string, prefix: boolean): ConfigResult<T> {
  const result = z.safeParse(schema, json);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, errors: configErrors(json, result.error.issues, whole, prefix) };
}

/**
 * The options of an EVB station and its VSIs, with defaults; unknown members are refused. See docs/configuration.md.
 *
 * @param json the value of `JSON.parse`
 * @example
 * const result = parseStationConfig(JSON.parse(text));
 * if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
 * const station = new EvbStation({ ...result.value, vdp: { ...result.value.vdp, hashSeed } });
 */
export const parseStationConfig = (json: unknown): ConfigResult<EvbStationConfig> =>
  parse(stationSchema, json, 'config', false);

/**
 * The options of an EVB bridge and its VSI type database, with defaults; unknown members are refused.
 *
 * @example
 * const result = parseBridgeConfig(JSON.parse(text));
 * if (result.ok) {
 *   const bridge = new EvbBridge(result.value);
 *   const manager = staticVsiManager(result.value.vsiTypes, result.value);
 * }
 */
export const parseBridgeConfig = (json: unknown): ConfigResult<EvbBridgeConfig> =>
  parse(bridgeSchema, json, 'config', false);

/** A VSI, for a `command` input. Paths begin with `vsi`, as the paths of a station's refusals do. */
export const parseVsi = (json: unknown): ConfigResult<VsiCommand> => parse(oneVsiSchema, json, 'vsi', true);

/**
 * The key of a VSI, with S and M where the JSON has them, for inputs about a VSI that is known. Paths begin with `vsi`.
 *
 * @param json `vsiidFormat` and `vsiid`, and maybe `suspended` and `migrating`
 */
export const parseVsiKey = (json: unknown): ConfigResult<VsiKey & VsiHints> => parse(vsiKeySchema, json, 'vsi', true);

/** A list of VSI types for `staticVsiManager`. Paths begin with `types`, as the paths of its errors do. */
export const parseVsiTypes = (json: unknown): ConfigResult<readonly VsiType[]> =>
  parse(vsiTypesAloneSchema, json, 'types', true);

/**
 * The VSI of the parameters of libvirt's `<virtualport type='802.1Qbg'>`, to be associated. The filter has the VID of the VLAN,
 * or 0 without a VLAN: then the bridge supplies the VID. Paths begin with `parameters` or `guest`.
 *
 * @param parameters the attributes of `<parameters>`, as numbers or as their text: `managerid` 0..255, `typeid`
 *   0..16777215, `typeidversion` 0..255, `instanceid` a UUID
 * @param guest `mac` of the guest's interface, a text; `vlan` 0..4094, may be absent
 * @example
 * const instanceid = '09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f';
 * const result = vsiFromVirtualPort(
 *   { managerid: '11', typeid: '1193047', typeidversion: '2', instanceid },
 *   { mac: '52:54:00:aa:bb:cc', vlan: 100 },
 * );
 */
export const vsiFromVirtualPort = (parameters: unknown, guest: unknown): ConfigResult<VsiCommand> =>
  parse(virtualPortSchema, { parameters, guest }, 'virtualPort', false);
