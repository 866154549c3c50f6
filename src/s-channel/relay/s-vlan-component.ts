// A port-mapping S-VLAN component (clauses 5.7 and 42): which S-channel a frame of the link belongs to, and what the
// frame looks like on the link. The host forwards. A component is a plain record, which may be part of the state of a
// port.
//
// Always: each S-VID has two member ports, the UAP and one CAP. Nothing is learned, nothing goes from CAP to CAP, and
// no frame becomes two.

import { keepsLimit, limitText } from '../../core/limits.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import { SCID_RANGE, SVID_RANGE } from '../limits.js';
import { DEFAULT_SCID, DEFAULT_SVID } from '../pair-list.js';
import { CDCP_MAX_PAIRS, type SChannelPair } from '../wire/cdcp-tlv.js';
import { fateOf } from './reserved-address.js';
import { NO_S_TAG, RESERVED_VID, S_TAG_TRUNCATED, type SVlanDropReason, sTagVid, tag, withoutSTag } from './s-tag.js';

export interface SVlanComponentOptions {
  /** A frame that is tagged with SVID 1 is dropped, since the default S-channel is untagged. Default false. */
  readonly strictDefault?: boolean | undefined;
}

/** The S-channels of a port, the default one always among them. */
export interface SVlanComponent {
  /** As it was made. Never changes. */
  readonly strictDefault: boolean;
  /** SVID by SCID. `addSChannel` and `removeSChannel` write to it. */
  readonly svidOf: Map<number, number>;
  /** SCID by SVID: the same channels. */
  readonly scidOf: Map<number, number>;
}

export type SChannelRefusal =
  | 'badScid'
  | 'badSvid'
  | 'scidInUse'
  | 'svidInUse'
  | 'tooManySChannels'
  | 'defaultSChannel'
  | 'unknownScid';

/** Where a frame from the link goes. */
export type FromUplink =
  /** It leaves the CAP of an S-channel. */
  | { readonly kind: 'cap'; readonly scid: number; readonly frame: Uint8Array }
  /** It is for the UAP itself: LLDP, as the one with CDCP. */
  | { readonly kind: 'uap'; readonly frame: Uint8Array }
  | { readonly kind: 'drop'; readonly reason: SVlanDropReason };

/** Where a frame from a CAP goes. */
export type FromCap =
  | { readonly kind: 'uplink'; readonly frame: Uint8Array }
  | { readonly kind: 'drop'; readonly reason: SVlanDropReason };

const drop = (reason: SVlanDropReason): { readonly kind: 'drop'; readonly reason: SVlanDropReason } => ({
  kind: 'drop',
  reason,
});

export const newSVlanComponent = ({ strictDefault = false }: SVlanComponentOptions = {}): SVlanComponent => ({
  strictDefault,
  svidOf: new Map([[DEFAULT_SCID, DEFAULT_SVID]]),
  scidOf: new Map([[DEFAULT_SVID, DEFAULT_SCID]]),
});

/** Makes the CAP of an S-channel: SCID and SVID 2..4094, each once. Returns why it was refused. */
export function addSChannel(
  component: SVlanComponent,
  { scid, svid }: SChannelPair,
): Refusal<SChannelRefusal> | undefined {
  if (!keepsLimit(SCID_RANGE, scid)) return refuse('badScid', 'scid', limitText(SCID_RANGE));
  if (!keepsLimit(SVID_RANGE, svid)) return refuse('badSvid', 'svid', limitText(SVID_RANGE));
  const { svidOf, scidOf } = component;
  if (svidOf.has(scid)) return refuse('scidInUse', 'scid', 'an SCID that no other S-channel of the port has');
  if (scidOf.has(svid)) return refuse('svidInUse', 'svid', 'an SVID that no other S-channel of the port has');
  if (svidOf.size >= CDCP_MAX_PAIRS) {
    return refuse('tooManySChannels', '', `at most ${CDCP_MAX_PAIRS} S-channels, the default one included`);
  }
  svidOf.set(scid, svid);
  scidOf.set(svid, scid);
  return undefined;
}

/** Removes the CAP of an S-channel. Returns why it was refused. */
export function removeSChannel(component: SVlanComponent, scid: number): Refusal<SChannelRefusal> | undefined {
  const { svidOf, scidOf } = component;
  const svid = svidOf.get(scid);
  if (svid === undefined) return refuse('unknownScid', 'scid', 'the SCID of an S-channel of the port');
  if (scid === DEFAULT_SCID)
    return refuse('defaultSChannel', 'scid', 'not the default S-channel, which is always there');
  svidOf.delete(scid);
  scidOf.delete(svid);
  return undefined;
}

/**
 * Where a frame from the link goes, and how. Its tag is taken off in a copy; with `inPlace` in the frame itself, as
 * `untag` does.
 */
export function fromUplink(component: SVlanComponent, frame: Uint8Array, inPlace = false): FromUplink {
  const vid = sTagVid(frame);
  if (vid === S_TAG_TRUNCATED) return drop('truncated');
  if (vid === RESERVED_VID) return drop('invalidVid');
  // VID 0 says a priority and no channel.
  const isTagged = vid > 0;
  const fate = fateOf(frame);
  if (fate === 'discard' || (fate === 'uap' && isTagged)) return drop('reserved');
  const scid = component.scidOf.get(isTagged ? vid : DEFAULT_SVID);
  if (scid === undefined || (vid === DEFAULT_SVID && component.strictDefault)) return drop('unknownSvid');
  const untagged = vid === NO_S_TAG ? frame : withoutSTag(frame, inPlace);
  return fate === 'uap' ? { kind: 'uap', frame: untagged } : { kind: 'cap', scid, frame: untagged };
}

/** What a frame from the CAP of an S-channel looks like on the link. `headroom` is as for `tag`. */
export function fromCap(component: SVlanComponent, scid: number, frame: Uint8Array, headroom?: number): FromCap {
  const svid = component.svidOf.get(scid);
  if (svid === undefined) return drop('unknownScid');
  const tagged = tag(frame, svid, headroom);
  if (!tagged.ok) return drop(tagged.reason);
  if (fateOf(tagged.frame) !== 'relay') return drop('reserved');
  return { kind: 'uplink', frame: tagged.frame };
}
