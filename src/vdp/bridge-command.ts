// A command as the bridge keeps it: the octets of its association TLV, in an array of their own, and its manager. What is
// sent for it are the same octets with another status, so nothing is encoded and what could not be read is echoed.

import { equalIdentifiers, type Identifier, readIdentifier } from '../core/identifier.js';
import { copyOctets, u16 } from '../core/octets.js';
import { TLV_HEADER, tlvType } from '../core/tlv.js';
import { type AssociationTlv, type OpaqueAssociationTlv, readAssociation } from './association-tlv.js';
import type { VsiFacts, VsiState } from './bridge-output.js';
import { STATUS_MIGRATING, STATUS_SUSPENDED } from './status.js';
import {
  checkAssociation,
  createVdpUlpduCursor,
  type FilterFormats,
  nextVdpTlv,
  type VdpUlpduCursor,
} from './ulpdu-cursor.js';
import type { VsiKey } from './vsi-key.js';
import type { VsiQuery } from './vsi-manager.js';

export interface BridgeCommand {
  /** Shared between commands, never changed. */
  readonly managerId: Identifier;
  /** The TLV with its header, status as received or as sent. */
  readonly octets: Uint8Array;
}

const STATUS = 2;
const BEHIND_STATUS = 3;
const ENTRY_COUNT = 25;

/** M and S of a command. */
export const HINTS = STATUS_SUSPENDED | STATUS_MIGRATING;

/** The TLV under the cursor, copied. */
export const takeCommand = (cursor: VdpUlpduCursor, managerId: Identifier): BridgeCommand => ({
  managerId,
  octets: copyOctets(cursor.bytes, cursor.at, cursor.at + TLV_HEADER + cursor.length),
});

export const commandType = (command: BridgeCommand | undefined): number =>
  command === undefined ? 0 : tlvType(command.octets, 0);
export const commandStatus = ({ octets }: BridgeCommand): number => octets[STATUS] as number;

/** Number of filter entries; of a valid command other than De-Associate. */
export const commandEntries = ({ octets }: BridgeCommand): number => u16(octets, ENTRY_COUNT);

/** Whose command it is. */
export const commandVsi = ({ octets }: BridgeCommand): VsiKey => ({
  vsiidFormat: octets[7] as number,
  vsiid: readIdentifier(octets, 8),
});

/** Makes what is sent of a command, in place: the same TLV with another type and status. */
export function turnCommand({ octets }: BridgeCommand, type: number, status: number): void {
  octets[0] = (type << 1) | ((octets[0] as number) & 1);
  octets[STATUS] = status;
}

/** Whether the TLV at `at`, of manager `managerId`, is the command but for its status. */
export function isSameCommand(command: BridgeCommand, managerId: Identifier, bytes: Uint8Array, at: number): boolean {
  const { octets } = command;
  if (octets[0] !== bytes[at] || octets[1] !== bytes[at + 1]) return false;
  for (let i = BEHIND_STATUS; i < octets.length; i++) if (octets[i] !== bytes[at + i]) return false;
  return isSameManager(command, managerId);
}

export const isSameManager = (command: BridgeCommand, managerId: Identifier): boolean =>
  command.managerId === managerId || equalIdentifiers(command.managerId, managerId);

/** The values of a command that was admitted. */
export function readCommand({ octets }: BridgeCommand, formats?: FilterFormats): AssociationTlv | OpaqueAssociationTlv {
  const cursor = createVdpUlpduCursor(formats);
  // Before the only TLV there is: no ULPDU is around it.
  cursor.bytes = octets;
  cursor.at = -TLV_HEADER;
  cursor.end = octets.length;
  nextVdpTlv(cursor);
  checkAssociation(cursor);
  return readAssociation(cursor, []);
}

/** What is asked about a command. */
export function queryOf(id: number, command: BridgeCommand, formats?: FilterFormats): VsiQuery {
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
export function factsOf(operCmd: BridgeCommand, state: VsiState, formats?: FilterFormats): VsiFacts {
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
