// A command as the station keeps it: the octets of its TLV, so that comparing, sending and confirming it need no decoding.

import { equalIdentifiers, type Identifier, readIdentifier } from '../../core/identifier.js';
import { copyOctets, put8, put16, putOctets, u8, u16, u24 } from '../../core/octets.js';
import { putTlvHeader, TLV_HEADER, tlvLength, tlvType } from '../../core/tlv.js';
import type { CommandStatus, CommandTag, VdpCommand, VsiFacts, VsiState } from '../vsi.js';
import { type AssociationTlv, associationLength, putAssociation } from '../wire/association.js';
import { type FilterInfo, readFilterEntry } from '../wire/filter-info.js';
import { formatManagerId } from '../wire/identity.js';
import {
  ENTRIES_AT,
  entryOctets,
  FILTER_FORMAT_AT,
  FILTER_VID,
  type FilterInfoFormat,
  STATUS_AT,
  TYPE_ID_AT,
  TYPE_VERSION_AT,
  VDP_ASSOCIATE,
  VDP_DE_ASSOCIATE,
  VDP_PRE_ASSOCIATE,
  VDP_PRE_ASSOCIATE_RR,
  VID_FIELD_PS,
  VID_FIELD_VID,
  VSIID_AT,
  VSIID_FORMAT_AT,
} from '../wire/layout.js';
import { equalExceptZero, hasNullVid } from '../wire/match.js';
import { type OrganizationData, organizationsToOctets } from '../wire/organization.js';
import { STATUS_ERROR_TYPE, STATUS_MIGRATING, STATUS_SUSPENDED } from '../wire/status.js';
import type { DeAssociateCommand, VsiCommand } from './io.js';

export interface KeptCommand {
  readonly managerId: Identifier;
  /** The association TLV with its header. */
  readonly octets: Uint8Array;
  /** The organizationally defined TLVs behind it. */
  readonly organization: Uint8Array;
  /** Of the caller, where the command has one. */
  readonly tag: CommandTag | undefined;
}

const NO_OCTETS = new Uint8Array(0);

const TYPES = {
  preAssociate: VDP_PRE_ASSOCIATE,
  preAssociateRr: VDP_PRE_ASSOCIATE_RR,
  associate: VDP_ASSOCIATE,
} as const;
/** By TLV type. */
const WORDS: readonly VdpCommand[] = ['deAssociate', 'preAssociate', 'preAssociateRr', 'associate', 'deAssociate'];
/** By TLV type: the state of a VSI while a command of this type is in force. */
const STATES: readonly VsiState[] = ['DEASSOC', 'PREASSOC', 'PREASSOC_RR', 'ASSOC', 'DEASSOC'];

/** The TLV that a command asks for; its values are not checked yet. */
export function commandTlv(vsi: VsiCommand): AssociationTlv {
  const { command, typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = vsi;
  const status = (vsi.suspended ? STATUS_SUSPENDED : 0) | (vsi.migrating ? STATUS_MIGRATING : 0);
  return { kind: 'association', type: TYPES[command], status, typeId, typeVersion, vsiidFormat, vsiid, filterInfo };
}

/** The De-Associate for a VSI that is not known: what the host does not give is zero, or empty. */
export function deAssociateTlv(given: DeAssociateCommand): AssociationTlv {
  const { typeId = 0, typeVersion = 0, vsiidFormat, vsiid, filterInfo = { format: FILTER_VID, entries: [] } } = given;
  return {
    kind: 'association',
    type: VDP_DE_ASSOCIATE,
    status: 0,
    typeId,
    typeVersion,
    vsiidFormat,
    vsiid,
    filterInfo,
  };
}

/** A command of checked values. */
export function makeCommand(
  tlv: AssociationTlv,
  managerId: Identifier,
  organization: readonly OrganizationData[] | undefined,
  tag: CommandTag | undefined,
): KeptCommand {
  const octets = new Uint8Array(TLV_HEADER + associationLength(tlv));
  putAssociation(octets, 0, tlv);
  return { managerId, octets, organization: organizationsToOctets(organization ?? []), tag };
}

/** The De-Associate that ends what a command began. */
export function deAssociateOf({ managerId, octets }: KeptCommand, tag?: CommandTag): KeptCommand {
  const copy = copyOctets(octets, 0, octets.length);
  putTlvHeader(copy, 0, VDP_DE_ASSOCIATE, tlvLength(octets, 0));
  put8(copy, STATUS_AT, 0);
  return { managerId, octets: copy, organization: NO_OCTETS, tag };
}

/** The TLV type of a command, 1..4; 0 of none. */
export const commandType = (command: KeptCommand | undefined): number =>
  command === undefined ? 0 : tlvType(command.octets, 0);

/** A command as a word. */
export const commandWord = ({ octets }: KeptCommand): VdpCommand => WORDS[tlvType(octets, 0)] as VdpCommand;

/** The state of a VSI by the TLV type of its command in force, 0 where none is. */
export const vsiStateOf = (type: number): VsiState => STATES[type] as VsiState;

/** Whether two commands of one VSI ask for the same: state, type, manager and filter. */
export function isSameCommand(a: KeptCommand, b: KeptCommand): boolean {
  if (a.octets.length !== b.octets.length || a.octets[0] !== b.octets[0]) return false;
  for (let i = TYPE_ID_AT; i < a.octets.length; i++) if (a.octets[i] !== b.octets[i]) return false;
  return equalIdentifiers(a.managerId, b.managerId);
}

/** Octets that a command takes in a ULPDU. */
export const commandLength = ({ octets, organization }: KeptCommand): number => octets.length + organization.length;

/** Writes a command; returns the offset behind it. */
export const putCommand = (out: Uint8Array, at: number, { octets, organization }: KeptCommand): number =>
  putOctets(out, putOctets(out, at, octets), organization);

/**
 * Whether the response at `at`, which has passed `checkAssociation`, matches a command. Success with a VID_FIELD_VID still open
 * spoils the match, unless `acceptNullVid`.
 */
export function matches(command: KeptCommand, bytes: Uint8Array, at: number, acceptNullVid: boolean): boolean {
  if (!equalExceptZero(command.octets, 0, bytes, at)) return false;
  return acceptNullVid || (u8(bytes, at + STATUS_AT) & STATUS_ERROR_TYPE) !== 0 || !hasNullVid(bytes, at);
}

/** Makes a command the one in force: with what the matching response at `at` supplies, M cleared, S as last set. */
export function confirmCommand(command: KeptCommand, bytes: Uint8Array, at: number, suspended: boolean): void {
  const { octets } = command;
  const size = entryOctets(octets[FILTER_FORMAT_AT] as number);
  for (let end = ENTRIES_AT + size; end <= octets.length; end += size) {
    const supplied = u16(bytes, at + end - 2);
    put16(octets, end - 2, (supplied & VID_FIELD_PS) === 0 ? supplied & VID_FIELD_VID : supplied);
  }
  setSuspended(command, suspended);
}

/** S of a command in force. */
export const setSuspended = ({ octets }: KeptCommand, suspended: boolean): void => {
  put8(octets, STATUS_AT, suspended ? STATUS_SUSPENDED : 0);
};

/** The filter info of the TLV at `at`, of formats 1 to 4, or without entries. */
export function readFilterInfo(bytes: Uint8Array, at: number): FilterInfo {
  const format = u8(bytes, at + FILTER_FORMAT_AT) as FilterInfoFormat;
  const size = entryOctets(format);
  const end = at + TLV_HEADER + tlvLength(bytes, at);
  const entry = [];
  for (let next = at + ENTRIES_AT; size > 0 && next < end; next += size)
    entry.push(readFilterEntry(bytes, next, format));
  return { format, entries: entry };
}

/** What a VSI is by its command in force. */
export function factsOf(command: KeptCommand): VsiFacts {
  const { managerId, octets } = command;
  return {
    vsi: { vsiidFormat: u8(octets, VSIID_FORMAT_AT), vsiid: readIdentifier(octets, VSIID_AT) },
    vsiState: vsiStateOf(commandType(command)) as VsiFacts['vsiState'],
    managerId,
    typeId: u24(octets, TYPE_ID_AT),
    typeVersion: u8(octets, TYPE_VERSION_AT),
    filterInfo: readFilterInfo(octets, 0),
  };
}

/** A command as people read it. */
export function describeCommand(command: KeptCommand): CommandStatus {
  const { managerId, octets } = command;
  const status = u8(octets, STATUS_AT);
  return {
    command: commandWord(command),
    managerId: formatManagerId(managerId),
    typeId: u24(octets, TYPE_ID_AT),
    typeVersion: u8(octets, TYPE_VERSION_AT),
    filterInfo: readFilterInfo(octets, 0),
    suspended: (status & STATUS_SUSPENDED) !== 0,
    migrating: (status & STATUS_MIGRATING) !== 0,
  };
}
