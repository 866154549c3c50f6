// A command as the station keeps it: the octets of its TLV, so that comparing, sending and confirming it need no decoding.

import type { Identifier } from '../../core/identifier.js';
import { copyOctets, put8, put16, putOctets, u8, u16, u24 } from '../../core/octets.js';
import { putTlvHeader, TLV_HEADER, tlvLength, tlvType } from '../../core/tlv.js';
import { type AssociationTlv, associationLength, putAssociation } from '../wire/association.js';
import { type FilterInfo, readFilterEntry } from '../wire/filter-info.js';
import {
  ASSOCIATION_FIXED_LENGTH,
  entryOctets,
  FILTER_VID,
  type FilterInfoFormat,
  VDP_ASSOCIATE,
  VDP_DE_ASSOCIATE,
  VDP_PRE_ASSOCIATE,
  VDP_PRE_ASSOCIATE_RR,
} from '../wire/layout.js';
import { equalExceptZero, hasNullVid } from '../wire/match.js';
import { type OrganizationData, organizationsToOctets } from '../wire/organization.js';
import { STATUS_ERROR_TYPE, STATUS_MIGRATING, STATUS_SUSPENDED } from '../wire/status.js';
import type { DeAssociateCommand, VdpCommand, VsiCommand } from './io.js';

export interface KeptCommand {
  readonly managerId: Identifier;
  /** The association TLV with its header. */
  readonly octets: Uint8Array;
  /** The organizationally defined TLVs behind it. */
  readonly organization: Uint8Array;
}

const NO_OCTETS = new Uint8Array(0);
const STATUS = TLV_HEADER;
const TYPE_ID = 3;
const TYPE_VERSION = 6;
const FILTER_FORMAT = 24;
const ENTRIES = TLV_HEADER + ASSOCIATION_FIXED_LENGTH;
const PS = 0x8000;
const VID = 0x0fff;

const TYPES = {
  preAssociate: VDP_PRE_ASSOCIATE,
  preAssociateRr: VDP_PRE_ASSOCIATE_RR,
  associate: VDP_ASSOCIATE,
} as const;
const WORDS: readonly VdpCommand[] = ['preAssociate', 'preAssociateRr', 'associate', 'deAssociate'];

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
  organization: readonly OrganizationData[] = [],
): KeptCommand {
  const octets = new Uint8Array(TLV_HEADER + associationLength(tlv));
  putAssociation(octets, 0, tlv);
  return { managerId, octets, organization: organizationsToOctets(organization) };
}

/** The De-Associate that ends what a command began. */
export function deAssociateOf({ managerId, octets }: KeptCommand): KeptCommand {
  const copy = copyOctets(octets, 0, octets.length);
  putTlvHeader(copy, 0, VDP_DE_ASSOCIATE, tlvLength(octets, 0));
  put8(copy, STATUS, 0);
  return { managerId, octets: copy, organization: NO_OCTETS };
}

/** The TLV type of a command, 1..4; 0 of none. */
export const commandType = (command: KeptCommand | undefined): number =>
  command === undefined ? 0 : tlvType(command.octets, 0);

/** A TLV type 1..4 in words. */
export const commandWord = (type: number): VdpCommand => WORDS[type - 1] as VdpCommand;

/** Octets that a command takes in a ULPDU. */
export const commandLength = ({ octets, organization }: KeptCommand): number => octets.length + organization.length;

/** Writes a command; returns the offset behind it. */
export const putCommand = (out: Uint8Array, at: number, { octets, organization }: KeptCommand): number =>
  putOctets(out, putOctets(out, at, octets), organization);

/**
 * Whether the response at `at`, which has passed `checkAssociation`, matches a command. Success with a VID still open
 * spoils the match, unless `acceptNullVid`.
 */
export function matches(command: KeptCommand, bytes: Uint8Array, at: number, acceptNullVid: boolean): boolean {
  if (!equalExceptZero(command.octets, 0, bytes, at)) return false;
  return acceptNullVid || (u8(bytes, at + STATUS) & STATUS_ERROR_TYPE) !== 0 || !hasNullVid(bytes, at);
}

/** Makes a command the one in force: with what the matching response at `at` supplies, M cleared, S as last set. */
export function confirmCommand(command: KeptCommand, bytes: Uint8Array, at: number, suspended: boolean): void {
  const { octets } = command;
  const size = entryOctets(octets[FILTER_FORMAT] as number);
  for (let end = ENTRIES + size; end <= octets.length; end += size) {
    const supplied = u16(bytes, at + end - 2);
    put16(octets, end - 2, (supplied & PS) === 0 ? supplied & VID : supplied);
  }
  setSuspended(command, suspended);
}

/** S of a command in force. */
export const setSuspended = ({ octets }: KeptCommand, suspended: boolean): void => {
  put8(octets, STATUS, suspended ? STATUS_SUSPENDED : 0);
};

/** The filter info of the TLV at `at`, of formats 1 to 4, or without entries. */
export function readFilterInfo(bytes: Uint8Array, at: number): FilterInfo {
  const format = u8(bytes, at + FILTER_FORMAT) as FilterInfoFormat;
  const size = entryOctets(format);
  const end = at + TLV_HEADER + tlvLength(bytes, at);
  const entry = [];
  for (let next = at + ENTRIES; size > 0 && next < end; next += size) entry.push(readFilterEntry(bytes, next, format));
  return { format, entries: entry };
}

/** A command as people read it. */
export interface CommandStatus {
  readonly command: VdpCommand;
  readonly managerId: Identifier;
  readonly typeId: number;
  readonly typeVersion: number;
  readonly suspended: boolean;
  readonly migrating: boolean;
  readonly filterInfo: FilterInfo;
}

export function describeCommand(command: KeptCommand): CommandStatus {
  const { managerId, octets } = command;
  const status = u8(octets, STATUS);
  return {
    command: commandWord(commandType(command)),
    managerId,
    typeId: u24(octets, TYPE_ID),
    typeVersion: u8(octets, TYPE_VERSION),
    suspended: (status & STATUS_SUSPENDED) !== 0,
    migrating: (status & STATUS_MIGRATING) !== 0,
    filterInfo: readFilterInfo(octets, 0),
  };
}
