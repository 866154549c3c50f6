// What a station or a bridge tells, as events: one for each output but frames and what only a manager needs. The name of an
// event is the kind of the output.

import { formatHex } from '../../../core/octets.js';
import type { UapEvent } from '../../../evb/events.js';
import { jsonOf } from '../../../frame/frame-json.js';
import type { EvbOutput } from '../../../host/interfaces.js';
import type { LldpNeighbor } from '../../../lldp-evb/agent/neighbor.js';
import { findEvbTlv } from '../../../lldp-evb/wire/find-evb-tlv.js';
import { findCdcpTlv } from '../../../s-channel/wire/find-cdcp-tlv.js';
import { pairText } from '../../../text/channel-text.js';
import { evbWords, factWords, spelled } from '../../../text/event-words.js';
import { createFactsOf } from '../../../text/facts.js';
import { vsiName } from '../../../text/vsi-text.js';

import type { VsiAnswer } from '../../../vdp/manager/vsi-manager.js';
import type { VsiKey } from '../../../vdp/wire/identity.js';
import type { ReceivedOrganization } from '../../../vdp/wire/organization.js';
import type { ProgramEvent } from './event.js';

/** Told otherwise, or nobody's business. */
const SILENT: readonly string[] = ['frame', 'lldpTlvs', 'release', 'operChanged', 'uapLldp'];

const idJson = ({ subtype, id }: LldpNeighbor['chassisId']) => ({ subtype, id: formatHex(id) });

/** Text for people where all octets are letters, digits and the like; else hexadecimal digits. */
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

/** What a neighbour says of EVB, or of CDCP. */
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

/** Some of what outputs have. */
interface Anything {
  readonly kind: string;
  readonly port: string;
  readonly scid?: number;
  readonly vsi?: VsiKey;
  readonly query?: { readonly vsi: VsiKey };
  readonly neighbor?: LldpNeighbor;
  readonly vsiState?: string;
  readonly reason?: string;
  readonly peer?: string;
  readonly missing?: string;
  readonly tlvs?: readonly ReceivedOrganization[];
}

/** What the VSI manager answers. */
export interface ManagerAnswer {
  readonly kind: 'answer';
  readonly vsi: VsiKey;
  readonly port: string;
  readonly scid: number;
  readonly answer: VsiAnswer;
}

/** What the LLDP agent of a port tells, where CDCP is spoken. */
export type UapLldpOutput = Extract<UapEvent, { readonly kind: 'uapLldp' }>['told'] & { readonly port: string };

/** Members that are told as they are, where an output has them. */
const MEMBERS = [
  'ok',
  'peer',
  'state',
  'managerId',
  'typeId',
  'typeVersion',
  'filterInfo',
  'suspended',
  'migrating',
  'longestWait',
  'leftOut',
  'origin',
  'warning',
  'code',
] as const;

/** State of a VSI after what a station tells of it; a bridge tells it itself. */
const STATES: Readonly<Record<string, string>> = {
  preAssociate: 'PREASSOC',
  preAssociateRr: 'PREASSOC_RR',
  associate: 'ASSOC',
  deAssociate: 'DEASSOC',
};

function stateOf({ kind, vsiState }: Anything, command: string | undefined): { readonly state?: string } {
  if (kind === 'done') return { state: STATES[command ?? ''] ?? '' };
  if (kind === 'offline' || kind === 'deleted') return { state: 'DEASSOC' };
  return vsiState === undefined ? {} : { state: vsiState };
}

const pick = (value: object): Readonly<Record<string, unknown>> =>
  jsonOf(
    Object.fromEntries(Object.entries(value).filter(([name]) => (MEMBERS as readonly string[]).includes(name))),
  ) as Readonly<Record<string, unknown>>;

/** Organizationally defined TLVs of a peer, each with the VSI it is of. */
const organizationMembers = (tlvs: readonly ReceivedOrganization[]) => ({
  tlvs: tlvs.map(({ vsi, oui, data }) => ({ ...(vsi && { vsi: vsiName(vsi) }), oui, data: formatHex(data) })),
});

/** What is told of an output that the words of a demonstration leave out. */
function otherText(kind: string, vsi: string | undefined, { reason, peer, scid, missing }: Anything): string {
  if (kind === 'peerUp') return `EVB peer ${peer}`;
  if (kind === 'channelMissing') return `channel ${scid} not there: ${spelled(missing)}`;
  const what = vsi === undefined ? spelled(kind) : `VSI ${vsi} ${spelled(kind)}`;
  return reason === undefined ? what : `${what}: ${spelled(reason)}`;
}

/** The event of an output, or of an answer of the VSI manager; `undefined` for one that is not told. */
export function outputEvent(output: EvbOutput | ManagerAnswer | UapLldpOutput): ProgramEvent | undefined {
  if (SILENT.includes(output.kind)) return undefined;
  const value = output as Anything;
  const { kind, port, scid, neighbor, tlvs } = value;
  // The S-channel stands before the words.
  const { name: _, vsi: _vsi, values: _values, scid: _scid, ...facts } = createFactsOf()(value);
  const key = value.vsi ?? value.query?.vsi;
  const vsi = key === undefined ? undefined : vsiName(key);
  const members = {
    port,
    ...(scid !== undefined && { scid }),
    ...(vsi !== undefined && { vsi }),
    ...facts,
    ...stateOf(value, facts.command),
    ...pick(output.kind === 'answer' ? output.answer : output),
    ...(neighbor && neighborMembers(neighbor)),
    ...(tlvs && organizationMembers(tlvs)),
  };
  if (neighbor !== undefined) return { event: kind, members, text: neighborText(kind, neighbor, value.reason) };
  const fact = { kind: kind === 'answer' ? 'input' : 'output', facts: { name: kind, ...facts } } as const;
  const words = kind === 'peerUp' ? undefined : factWords(fact, `VSI ${vsi}`);
  return { event: kind, members, text: words ?? otherText(kind, vsi, value) };
}
