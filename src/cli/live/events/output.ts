// The outputs of a station or a bridge as events: one for each output, except those that this program acts on or that other
// events cover. The name of an event is the kind of the output.

import { formatHex } from '../../../core/octets.js';
import type { UapEvent } from '../../../evb/events.js';
import { jsonOf } from '../../../frame/frame-json.js';
import type { EvbInput, EvbOutput, PlacedVsiQuery } from '../../../host/interfaces.js';
import type { LldpNeighbor } from '../../../lldp-evb/agent/neighbor.js';
import { findEvbTlv } from '../../../lldp-evb/wire/find-evb-tlv.js';
import { findCdcpTlv } from '../../../s-channel/wire/find-cdcp-tlv.js';
import { pairText } from '../../../text/channel-text.js';
import { evbWords, factWords, spelled } from '../../../text/event-words.js';
import { type EventFacts, factsOf, keyOf } from '../../../text/facts.js';
import { vsiName } from '../../../text/vsi-text.js';

import type { VsiAnswer } from '../../../vdp/manager/vsi-manager.js';
import type { VdpCommand, VsiState } from '../../../vdp/vsi.js';
import type { VsiKey } from '../../../vdp/wire/identity.js';
import type { ReceivedOrganization } from '../../../vdp/wire/organization.js';
import type { ProgramEvent } from './event.js';

/** Outputs without an event: the program acts on them, or the event `evb` has their content. */
const SILENT: readonly string[] = ['frame', 'lldpTlvs', 'release', 'operChanged', 'uapLldp'];

const idJson = ({ subtype, id }: LldpNeighbor['chassisId']) => ({ subtype, id: formatHex(id) });

/** A text where all octets are printable characters; else hexadecimal digits. */
const idText = ({ id }: LldpNeighbor['chassisId']): string =>
  id.every((octet) => octet > 0x20 && octet < 0x7f) ? String.fromCharCode(...id) : formatHex(id);

function neighborMembers({ chassisId, portId, ttl, tlvs }: LldpNeighbor) {
  const { evb } = findEvbTlv(tlvs);
  const { cdcp } = findCdcpTlv(tlvs);
  return {
    chassisId: idJson(chassisId),
    portId: idJson(portId),
    ttl,
    ...(evb && { evb: jsonOf(evb) }),
    ...(cdcp && { cdcp: jsonOf(cdcp) }),
    tlvs: tlvs.map(({ type, value }) => ({ type, value: formatHex(value) })),
  };
}

/** The EVB TLV or the CDCP TLV of a neighbour, in words. */
function saidWords({ tlvs }: LldpNeighbor): string {
  const { evb } = findEvbTlv(tlvs);
  if (evb !== undefined) return evbWords(evb);
  const { cdcp } = findCdcpTlv(tlvs);
  if (cdcp === undefined) return 'without a TLV of EVB';
  return `CDCP role ${cdcp.role}, capacity ${cdcp.chnCap}, ${cdcp.pairs.map(pairText).join(' ')}`;
}

function neighborText(kind: string, neighbor: LldpNeighbor, reason: string | undefined): string {
  const what = { neighborAdded: 'found', neighborUpdated: 'changed', neighborRemoved: 'gone' }[kind];
  const why = reason === undefined ? '' : `: ${spelled(reason)}`;
  const says = kind === 'neighborRemoved' ? '' : `, ${saidWords(neighbor)}`;
  return `LLDP neighbour ${idText(neighbor.chassisId)} ${idText(neighbor.portId)} ${what}${why}${says}`;
}

/** What an LLDP agent on the Nearest non-TPMR Bridge address gives, with its port. */
type UapLldpOutput = Extract<UapEvent, { readonly kind: 'uapLldp' }>['told'] & { readonly port: string };

/** The answer of the VSI manager, as the input of the bridge. */
type ManagerAnswer = Extract<EvbInput, { readonly kind: 'answer' }>;

/** Members of an output or an answer that the event has as well. */
const MEMBERS: readonly string[] = [
  'ok',
  'peer',
  'managerId',
  'typeId',
  'typeVersion',
  'filterInfo',
  'suspended',
  'migrating',
  'longestWait',
  'leftOut',
];

/** State of a VSI of a station after a command. */
const STATES: Readonly<Record<VdpCommand, VsiState>> = {
  preAssociate: 'PREASSOC',
  preAssociateRr: 'PREASSOC_RR',
  associate: 'ASSOC',
  deAssociate: 'DEASSOC',
};

type Told = EvbOutput | UapLldpOutput | ManagerAnswer;

/** The state of the VSI after an output. */
function stateOf(value: Told): VsiState | undefined {
  if (value.kind === 'done') return STATES[value.command];
  if (value.kind === 'offline' || value.kind === 'deleted') return 'DEASSOC';
  return 'vsiState' in value ? value.vsiState : undefined;
}

const pick = (value: object): object =>
  jsonOf(Object.fromEntries(Object.entries(value).filter(([name]) => MEMBERS.includes(name)))) as object;

/** Organizationally defined TLVs of a peer, each with its VSI. */
const organizationMembers = (tlvs: readonly ReceivedOrganization[]) => ({
  tlvs: tlvs.map(({ vsi, oui, data }) => ({ ...(vsi && { vsi: vsiName(vsi) }), oui, data: formatHex(data) })),
});

/** The text of an output for which `factWords` has no words. */
function otherText({ name, reason }: EventFacts, vsi: string | undefined): string {
  const what = vsi === undefined ? spelled(name) : `VSI ${vsi} ${spelled(name)}`;
  return reason === undefined ? what : `${what}: ${spelled(reason)}`;
}

function textOf(value: Told, facts: EventFacts, vsi: string | undefined): string {
  if ('neighbor' in value) return neighborText(value.kind, value.neighbor, facts.reason);
  if (value.kind === 'peerUp') return `EVB peer ${value.peer}`;
  const kind = value.kind === 'answer' ? 'input' : 'output';
  // The S-channel stands before the words.
  return factWords({ kind, facts: { ...facts, scid: undefined } }, `VSI ${vsi}`) ?? otherText(facts, vsi);
}

function eventOf(value: Told, key: VsiKey | undefined = keyOf(value)): ProgramEvent {
  const { kind, port } = value;
  const facts = factsOf(value, key);
  const { name: _, vsi: _vsi, values: _values, scid: _scid, ...shown } = facts;
  const vsi = key && vsiName(key);
  const members = {
    port,
    scid: 'scid' in value ? value.scid : undefined,
    vsi,
    ...shown,
    state: stateOf(value),
    ...pick(kind === 'answer' ? value.answer : value),
    ...('neighbor' in value && neighborMembers(value.neighbor)),
    ...(kind === 'organization' && organizationMembers(value.tlvs)),
  };
  return { event: kind, members, text: textOf(value, facts, vsi) };
}

/** The event of an output; `undefined` for an output without one. */
export const outputEvent = (output: EvbOutput | UapLldpOutput): ProgramEvent | undefined =>
  SILENT.includes(output.kind) ? undefined : eventOf(output);

/** The event of an answer of the VSI manager. */
export const answerEvent = ({ port, scid, id, vsi }: PlacedVsiQuery, answer: VsiAnswer): ProgramEvent =>
  eventOf({ kind: 'answer', port, scid, id, answer }, vsi);
