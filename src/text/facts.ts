// An input or an output of a station or a bridge, reduced to the members that people look for, by the same names whatever
// its kind. What has none of them is its kind alone.

import { DEFAULT_SCID } from '../evb/place.js';
import type { EvbValues } from '../lldp-evb/negotiation/outcome.js';
import { formatVsiid, type VsiKey } from '../vdp/wire/identity.js';

export interface EventFacts {
  /** `kind` of the input or output. */
  readonly name: string;
  /** VSIID as text. */
  readonly vsi?: string;
  readonly command?: string;
  /** VIDs of its filter entries, each once. */
  readonly vids?: readonly number[];
  readonly reason?: string;
  /** Error type, 1..5. */
  readonly error?: number;
  readonly hard?: boolean;
  readonly keep?: boolean;
  /** Of a link, or of reflective relay. */
  readonly on?: boolean;
  readonly values?: Pick<EvbValues, 'r' | 'rte' | 'rwd' | 'rka'>;
  /** SCID of the S-channel it is about, where that is not the default one. */
  readonly scid?: number;
  readonly svid?: number;
  /** Why an S-channel is not there. */
  readonly missing?: string;
  /** Code of the refusal of an input that was not taken. */
  readonly refusal?: string;
}

/** Some of what inputs and outputs have. */
interface Anything {
  readonly kind: string;
  readonly id?: number;
  readonly vsi?: VsiKey & { readonly command?: string; readonly filterInfo?: Filter };
  readonly query?: { readonly vsi: VsiKey };
  readonly command?: string;
  readonly filterInfo?: Filter;
  readonly reason?: string;
  readonly error?: number;
  readonly hard?: boolean;
  readonly keep?: boolean;
  readonly up?: boolean;
  readonly on?: boolean;
  readonly after?: EvbValues;
  readonly scid?: number;
  readonly svid?: number;
  readonly missing?: string;
  readonly answer?: {
    readonly ok?: boolean;
    readonly error?: number;
    readonly hard?: boolean;
    readonly filterInfo?: Filter;
  };
}

interface Filter {
  readonly entries?: readonly { readonly vid: number }[];
}

const vidsOf = ({ entries = [] }: Filter): number[] => [...new Set(entries.map(({ vid }) => vid))];

const keyText = ({ vsiidFormat, vsiid }: VsiKey): string => formatVsiid(vsiidFormat, vsiid);

/** Which VSI something is about; an answer is about that of its query. */
function vsiOf(value: Anything, queries: Map<string, string>): string | undefined {
  const { id, query, vsi = query?.vsi, scid = DEFAULT_SCID } = value;
  const key = `${scid} ${id}`;
  if (vsi === undefined) return id === undefined ? undefined : queries.get(key);
  const text = keyText(vsi);
  if (value.kind === 'query') queries.set(key, text);
  return text;
}

/** The facts of one input or output after the other: queries are remembered for their answers. */
export function createFactsOf(): (value: unknown) => EventFacts {
  const queries = new Map<string, string>();
  return (given) => {
    const value = given as Anything;
    const vsi = vsiOf(value, queries);
    // What `answer` has is its own.
    const { reason, error, hard, keep } = { ...value, ...value.answer } as Anything;
    const command = value.vsi?.command ?? value.command;
    const filter = value.filterInfo ?? value.vsi?.filterInfo ?? value.answer?.filterInfo;
    const on = value.up ?? value.on;
    const { after, scid, svid, missing } = value;
    return {
      name: value.kind,
      ...(vsi !== undefined && { vsi }),
      ...(command !== undefined && { command }),
      ...(filter?.entries && { vids: vidsOf(filter) }),
      ...(reason !== undefined && { reason }),
      ...(error !== undefined && { error }),
      ...(hard !== undefined && { hard }),
      ...(keep !== undefined && { keep }),
      ...(on !== undefined && { on }),
      ...(scid !== undefined && scid !== DEFAULT_SCID && { scid }),
      ...(svid !== undefined && { svid }),
      ...(missing !== undefined && { missing }),
      ...(after && { values: { r: after.r, rte: after.rte, rwd: after.rwd, rka: after.rka } }),
    };
  };
}
