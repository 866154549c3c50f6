// Inputs, outputs and frames of a station or a bridge, in a few words.

import type { Frame, LldpFrame, VdpFrame } from '../frame/frame.js';
import type { EvbTlvStatus } from '../lldp-evb/negotiation/status.js';
import { EVB_MODE_BRIDGE, type EvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import type { CdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import type { AssociationTlv } from '../vdp/wire/association.js';
import { statusMeaning } from '../vdp/wire/fields.js';
import { formatVsiid } from '../vdp/wire/identity.js';
import { isResponse, STATUS_ACK, STATUS_HARD } from '../vdp/wire/status.js';
import { GLUE } from './columns.js';
import type { EventFacts } from './facts.js';
import { ASSOCIATIONS, frameWords } from './frame-words.js';
import type { LadderFact } from './ladder-event.js';
import { type NameVsis, vsiNames } from './vsi-text.js';

/** `byBridge` as `by bridge`, `sChannelDeleted` as `S-channel deleted`, `deAssociated` as `de-associated`. */
export const spelled = (name = ''): string =>
  name
    .replace(/^sC/, 'S-c')
    .replace(/^(de|keep)A/, '$1-a')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A VSI after a command, in words. */
const DONE: Readonly<Record<string, string>> = {
  preAssociate: 'pre-associated',
  preAssociateRr: 'pre-associated, resources reserved',
  associate: 'associated',
  deAssociate: 'de-associated',
};

/** A command in words. */
const WANTED: Readonly<Record<string, string>> = {
  preAssociate: 'pre-associate',
  preAssociateRr: 'pre-associate with resources',
  associate: 'associate',
  deAssociate: 'de-associate',
};

const vidWords = ({ vids = [] }: Pick<EventFacts, 'vids'>): string =>
  vids.length === 0 ? '' : `, VID ${vids.map((one) => (one === 0 ? 'open' : one)).join(' ')}`;

/** Error type and Hard, in the words for a status octet. */
const verdict = ({ error = 0, hard = false }: EventFacts): string =>
  statusMeaning(STATUS_ACK | error | (hard ? STATUS_HARD : 0)).replace('response: ', '');

const failure = (facts: EventFacts): string =>
  facts.error === undefined ? spelled(facts.reason) : `${spelled(facts.reason)}, ${verdict(facts)}`;

const exponents = ({ r, rte, rwd, rka }: NonNullable<EventFacts['values']>): string =>
  `R ${r} RTE ${rte} RWD ${rwd} RKA ${rka}`;

type Words = (facts: EventFacts, vsis: string) => string;

const INPUTS: Readonly<Record<string, Words>> = {
  link: ({ on }) => `link ${on ? 'up' : 'down'}`,
  command: (facts, vsis) => `host: ${WANTED[facts.command ?? '']} ${vsis}${vidWords(facts)}`,
  deAssociate: (_facts, vsis) => `host: de-associate ${vsis}`,
  cdcp: () => 'host: other S-channels',
  withdraw: ({ reason }, vsis) => `host: withdraw ${vsis}, ${spelled(reason)}`,
  answer: (facts, vsis) =>
    facts.error === undefined
      ? `manager grants ${vsis}${vidWords(facts)}`
      : `manager refuses ${vsis}: ${verdict(facts)}`,
};

const OUTPUTS: Readonly<Record<string, Words>> = {
  channelUp: ({ scid, svid }) => `channel ${scid} up, SVID ${svid}`,
  channelDown: ({ scid, svid }) => `channel ${scid} down, SVID ${svid}`,
  cdcpRunning: ({ on }) => (on ? 'CDCP agreed' : 'CDCP peer gone'),
  peerUp: () => 'EVB agreed',
  peerDown: ({ reason }) => `EVB lost: ${spelled(reason)}`,
  operChanged: ({ values }) => `now ${values && exponents(values)}`,
  reflectiveRelay: ({ on }) => `reflective relay ${on ? 'on' : 'off'}`,
  neighborAdded: () => 'LLDP neighbour found',
  neighborRemoved: ({ reason }) => `LLDP neighbour gone: ${spelled(reason)}`,
  ecpFailed: () => 'ECP gives up on this ECPDU',
  congested: () => 'TLVs wait too long for ECP',
  done: (facts, vsis) =>
    `${vsis} ${DONE[facts.command ?? '']}${facts.command === 'deAssociate' ? '' : vidWords(facts)}`,
  failed: (facts, vsis) =>
    facts.reason === 'refused'
      ? `${vsis} refused: ${verdict(facts)}`
      : `${vsis} not ${DONE[facts.command ?? '']}: ${failure(facts)}`,
  query: (_facts, vsis) => `asks the VSI manager about ${vsis}`,
  online: (facts, vsis) => `${vsis} online${vidWords(facts)}`,
  changed: (facts, vsis) => `${vsis} changed${vidWords(facts)}`,
  offline: (facts, vsis) => `${vsis} offline: ${failure(facts)}`,
  rejected: (facts, vsis) => `rejects ${vsis}: ${verdict(facts)}`,
};

/**
 * Words for an input or an output; `undefined` for those without words, as `cancel` and `release`.
 *
 * @param vsis what to call the VSIs
 */
export function factWords({ kind, facts }: Pick<LadderFact, 'kind' | 'facts'>, vsis: string): string | undefined {
  const table = kind === 'input' ? INPUTS : OUTPUTS;
  const what = Object.hasOwn(table, facts.name) ? table[facts.name]?.(facts, vsis) : undefined;
  if (what === undefined) return undefined;
  // A fact about a VSI or about the existence of a channel does not name the channel again.
  const isOfChannel = facts.scid !== undefined && facts.vsi === undefined && facts.svid === undefined;
  const words = isOfChannel ? `${what}, channel ${facts.scid}` : what;
  return facts.refusal === undefined ? words : `${words}; not taken, ${spelled(facts.refusal)}`;
}

/** Whether a fact is a failure, for its colour. */
export const isFailure = ({ facts }: LadderFact): boolean =>
  ['failed', 'rejected', 'ecpFailed', 'peerDown', 'congested'].includes(facts.name) ||
  (facts.name === 'offline' && facts.reason !== 'deAssociated') ||
  facts.refusal !== undefined ||
  (facts.name === 'answer' && facts.error !== undefined);

/** An EVB TLV in words. */
export const evbWords = (evb: EvbTlv | EvbTlvStatus): string => {
  const isBridge = evb.evbMode === EVB_MODE_BRIDGE;
  const bits = isBridge ? [evb.rrcap && 'rrcap', evb.rrctr && 'rrctr'] : [evb.rrreq && 'rrreq', `rrstat ${evb.rrstat}`];
  return [exponents(evb), ...bits].filter(Boolean).join(', ');
};

/** Pairs of a CDCP TLV that are shown at most. */
const PAIRS = 4;

function cdcpWords({ role, chnCap, pairs: pair }: CdcpTlv): string {
  const pairs = pair.slice(0, PAIRS).map(({ scid, svid }) => `${scid}/${svid}`);
  const more = pair.length > PAIRS ? [`... ${pair.length}`] : [];
  return `CDCP ${role}, at most ${chnCap}: ${[...pairs, ...more].join(' ')}`;
}

function lldpWords(frame: LldpFrame): string {
  for (const tlv of frame.lldp.tlvs) {
    if (tlv.kind === 'evb') return `LLDP: ${evbWords(tlv.evb)}${tagWords(frame)}`;
    if (tlv.kind === 'cdcp') return cdcpWords(tlv.cdcp);
  }
  return frameWords(frame);
}

/** The S-channel of a frame, by its SVID. */
const tagWords = ({ ethernet: { tags } }: Frame): string =>
  tags[0] === undefined ? '' : `, SVID${GLUE}${tags[0].vid}`;

function associationWords({ type, status, filterInfo }: AssociationTlv, vsis: string): string {
  const meaning = isResponse(status) ? `: ${statusMeaning(status).replace('response: ', '')}` : '';
  const vids = [...new Set(filterInfo.entries.flatMap((entry) => entry.vid ?? []))];
  return `${ASSOCIATIONS[type]} ${vsis}${vidWords({ vids })}${meaning}`;
}

function vdpWords(frame: VdpFrame, nameVsis: NameVsis): string {
  const { ecp, vdp } = frame;
  // TLVs that differ only in their VSI share their words.
  const vsiids = new Map<string, string[]>();
  const tlvs = new Map<string, AssociationTlv>();
  for (const tlv of vdp.tlvs) {
    if (tlv.kind !== 'association') continue;
    const key = associationWords(tlv, '');
    tlvs.set(key, tlv);
    vsiids.set(key, [...(vsiids.get(key) ?? []), formatVsiid(tlv.vsiidFormat, tlv.vsiid)]);
  }
  const words = [...tlvs].map(([key, tlv]) => associationWords(tlv, nameVsis(vsiids.get(key) ?? [])));
  return `ECP #${ecp.sequence}, VDP ${words.join('; ')}${tagWords(frame)}`;
}

/**
 * Words for a frame of a station or of a bridge, with what it says.
 *
 * @param nameVsis what to call the VSIs; default by the texts of their VSIIDs
 */
export function protocolWords(frame: Frame, nameVsis: NameVsis = vsiNames): string {
  switch (frame.kind) {
    case 'lldp':
      return lldpWords(frame);
    case 'vdp':
      return vdpWords(frame, nameVsis);
    case 'ecpAck':
      return `ECP ack #${frame.ecp.sequence}${tagWords(frame)}`;
    default:
      return frameWords(frame);
  }
}
