// A command as the bridge keeps it: the octets of its association TLV and its manager. What is sent for it are the same
// octets with another status, so nothing is encoded and what could not be read is echoed.

import { equalIdentifiers, type Identifier, readIdentifier } from '../../core/identifier.js';
import { copyOctets, u16 } from '../../core/octets.js';
import { TLV_HEADER, tlvLength, tlvType } from '../../core/tlv.js';
import type { VsiQuery } from '../manager/vsi-manager.js';
import { type AssociationTlv, type OpaqueAssociationTlv, readAssociation } from '../wire/association.js';
import {
  checkAssociation,
  createVdpUlpduCursor,
  type FilterFormats,
  nextVdpTlv,
  type VdpUlpduCursor,
} from '../wire/cursor.js';
import type { VsiKey } from '../wire/identity.js';
import { STATUS_MIGRATING, STATUS_SUSPENDED } from '../wire/status.js';
import type { VsiFacts, VsiState } from './output.js';

export interface KeptCommand {
  /** Shared between commands, never changed. */
  readonly managerId: Identifier;
  /** Hold the TLV with its header, status as received or as sent. */
  readonly octets: Uint8Array;
  /** Where it starts. */
  readonly at: number;
}

const STATUS = 2;
const BEHIND_STATUS = 3;
const VSIID_FORMAT = 7;
const BEHIND_VSIID = 24;
const ENTRY_COUNT = 25;

/** M and S of a command. */
export const HINTS = STATUS_SUSPENDED | STATUS_MIGRATING;

/** The TLV under the cursor, copied. */
export const takeCommand = (cursor: VdpUlpduCursor, managerId: Identifier): KeptCommand => ({
  managerId,
  octets: copyOctets(cursor.bytes, cursor.at, cursor.at + TLV_HEADER + cursor.length),
  at: 0,
});

export const commandType = (command: KeptCommand | undefined): number =>
  command === undefined ? 0 : tlvType(command.octets, command.at);
export const commandStatus = ({ octets, at }: KeptCommand): number => octets[at + STATUS] as number;

/** Octets of the TLV, its header included. */
export const commandOctets = ({ octets, at }: KeptCommand): number => TLV_HEADER + tlvLength(octets, at);

/** Number of filter entries; of a valid command other than De-Associate. */
export const commandEntries = ({ octets, at }: KeptCommand): number => u16(octets, at + ENTRY_COUNT);

/** Whose command it is. */
export const commandVsi = ({ octets, at }: KeptCommand): VsiKey => ({
  vsiidFormat: octets[at + 7] as number,
  vsiid: readIdentifier(octets, at + 8),
});

/** Makes what is sent of a command, in place: the same TLV with another type and status. */
export function turnCommand({ octets, at }: KeptCommand, type: number, status: number): void {
  octets[at] = (type << 1) | ((octets[at] as number) & 1);
  octets[at + STATUS] = status;
}

/** Whether the TLV at `at`, of manager `managerId`, is the command but for its status; both are of one VSI. */
export function isSameCommand(command: KeptCommand, managerId: Identifier, bytes: Uint8Array, at: number): boolean {
  const { octets, at: from } = command;
  if (octets[from] !== bytes[at] || octets[from + 1] !== bytes[at + 1]) return false;
  for (let i = BEHIND_STATUS; i < VSIID_FORMAT; i++) if (octets[from + i] !== bytes[at + i]) return false;
  const length = commandOctets(command);
  for (let i = BEHIND_VSIID; i < length; i++) if (octets[from + i] !== bytes[at + i]) return false;
  return isSameManager(command, managerId);
}

export const isSameManager = (command: KeptCommand, managerId: Identifier): boolean =>
  command.managerId === managerId || equalIdentifiers(command.managerId, managerId);

/** The values of a command that was admitted. */
export function readCommand(
  { octets, at }: KeptCommand,
  formats?: FilterFormats,
): AssociationTlv | OpaqueAssociationTlv {
  const cursor = createVdpUlpduCursor(formats);
  // Before the only TLV there is: no ULPDU is around it.
  cursor.bytes = octets;
  cursor.at = at - TLV_HEADER;
  cursor.end = at + TLV_HEADER + tlvLength(octets, at);
  nextVdpTlv(cursor);
  checkAssociation(cursor);
  return readAssociation(cursor, []);
}

/** What is asked about a command. */
export function queryOf(id: number, command: KeptCommand, formats?: FilterFormats): VsiQuery {
  const { status, typeId, typeVersion, vsiidFormat, vsiid, type, filterInfo } = readCommand(command, formats);
  return {
    id,
    managerId: command.managerId,
    typeId,
    typeVersion,
    vsiidFormat,
    vsiid,
    command: type as VsiQuery['command'],
    filterInfo,
    suspended: (status & STATUS_SUSPENDED) !== 0,
    migrating: (status & STATUS_MIGRATING) !== 0,
  };
}

/** What a VSI is by its command in force. */
export function factsOf(operCmd: KeptCommand, state: VsiState, formats?: FilterFormats): VsiFacts {
  const { typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = readCommand(operCmd, formats);
  const { managerId } = operCmd;
  return {
    vsi: { vsiidFormat, vsiid },
    state: state as VsiFacts['state'],
    managerId,
    typeId,
    typeVersion,
    filterInfo,
  };
}
