// An input or an output of a station or a bridge, reduced to the members that people look for. All kinds have the same names
// for them.

import type { EvbBridgeInput, EvbBridgeOutput } from '../evb/bridge.js';
import type { UapEvent } from '../evb/events.js';
import { type ChannelAddress, DEFAULT_SCID } from '../evb/place.js';
import type { EvbStationInput, EvbStationOutput } from '../evb/station.js';
import type { EvbValues } from '../lldp-evb/negotiation/outcome.js';
import type { VdpCommand } from '../vdp/vsi.js';
import type { FilterInfo } from '../vdp/wire/filter-info.js';
import { formatVsiid, type VsiKey } from '../vdp/wire/identity.js';

/** What an LLDP agent on the Nearest non-TPMR Bridge address gives. */
export type UapLldpOutput = Extract<UapEvent, { readonly kind: 'uapLldp' }>['told'];

/** An input or an output of a station or a bridge. */
export type InputOrOutput = EvbStationInput | EvbBridgeInput | EvbStationOutput | EvbBridgeOutput | UapLldpOutput;

export interface EventFacts {
  /** `kind` of the input or output. */
  readonly name: string;
  /** Text of the VSIID. */
  readonly vsi?: string | undefined;
  readonly command?: VdpCommand | undefined;
  /** VIDs of the filter entries, each once; 0 is open. */
  readonly vids?: readonly number[] | undefined;
  readonly reason?: string | undefined;
  /** Error type, 1..5. */
  readonly error?: number | undefined;
  readonly hard?: boolean | undefined;
  readonly keep?: boolean | undefined;
  /** Whether a link is up, or reflective relay or CDCP is on. */
  readonly on?: boolean | undefined;
  readonly values?: Pick<EvbValues, 'r' | 'rte' | 'rwd' | 'rka'> | undefined;
  /** SCID of the S-channel, unless it is the default one. */
  readonly scid?: number | undefined;
  readonly svid?: number | undefined;
  /** Why an S-channel is missing. */
  readonly missing?: string | undefined;
  /** Code of the refusal of an input. */
  readonly refusal?: string | undefined;
}

function vidsOf(filterInfo: FilterInfo | undefined): readonly number[] | undefined {
  if (filterInfo === undefined || !('entries' in filterInfo)) return undefined;
  const vids = new Set<number>();
  for (const { vid } of filterInfo.entries) if (vid !== undefined) vids.add(vid);
  return [...vids];
}

/** The VSI of an input or output; `undefined` where it has none, as an answer, which has the id of its query. */
export function keyOf(value: InputOrOutput): VsiKey | undefined {
  if ('vsi' in value) return value.vsi;
  return 'query' in value ? value.query.vsi : undefined;
}

/** The member that has what an input or output says of a VSI. */
function contentOf(value: InputOrOutput) {
  if (value.kind === 'command' || value.kind === 'deAssociate') return value.vsi;
  return value.kind === 'answer' ? value.answer : value;
}

function valuesOf({ r, rte, rwd, rka }: EvbValues): EventFacts['values'] {
  return { r, rte, rwd, rka };
}

/** The facts of one input or output. */
export function factsOf(value: InputOrOutput, key: VsiKey | undefined = keyOf(value)): EventFacts {
  const content = contentOf(value);
  return {
    name: value.kind,
    vsi: key && formatVsiid(key.vsiidFormat, key.vsiid),
    command: 'command' in content ? content.command : undefined,
    vids: 'filterInfo' in content ? vidsOf(content.filterInfo) : undefined,
    reason: 'reason' in value ? value.reason : undefined,
    error: 'error' in content ? content.error : undefined,
    hard: 'hard' in content ? content.hard : undefined,
    keep: 'keep' in content ? content.keep : undefined,
    on: 'up' in value ? value.up : 'on' in value ? value.on : undefined,
    scid: 'scid' in value && value.scid !== DEFAULT_SCID ? value.scid : undefined,
    svid: 'svid' in value ? value.svid : undefined,
    missing: 'missing' in value ? value.missing : undefined,
    values: 'after' in value ? valuesOf(value.after) : undefined,
  };
}

const queryOf = ({ port, scid = DEFAULT_SCID, id }: ChannelAddress & { readonly id: number }): string =>
  `${scid} ${id} ${port}`;

/**
 * Makes a function that returns the facts of the inputs and outputs of one station or bridge, in order. It remembers queries,
 * since an answer has the id of its query and no VSI.
 *
 * @example
 * const factsOf = createFactsOf();
 * driver.listen({ told: (output) => console.log(factWords({ kind: 'output', facts: factsOf(output) }, 'the VSI')) });
 */
export function createFactsOf(): (value: InputOrOutput) => EventFacts {
  const queries = new Map<string, VsiKey>();
  return (value) => {
    if (value.kind === 'query') queries.set(queryOf(value), value.vsi);
    const asked = value.kind === 'answer' || value.kind === 'managerPending' ? queries.get(queryOf(value)) : undefined;
    return factsOf(value, asked ?? keyOf(value));
  };
}
