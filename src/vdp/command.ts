// One command of VDP as both ends keep it: the octets of its association TLV, and its manager. So comparing, sending and
// echoing a command needs no decoding, and what could not be read is echoed to the octet.

import { equalIdentifiers, type Identifier, readIdentifier } from '../core/identifier.js';
import { copyOctets, put8, u8, u16 } from '../core/octets.js';
import { putTlvHeader, TLV_HEADER, tlvLength, tlvType } from '../core/tlv.js';
import type { CommandStatus, VdpCommand, VsiFacts, VsiState } from './vsi.js';
import { type AssociationTlv, readAssociation } from './wire/association.js';
import { checkAssociation, nextVdpTlv, type VdpUlpduCursor } from './wire/cursor.js';
import { formatManagerId, type VsiKey } from './wire/identity.js';
import {
  ENTRY_COUNT_AT,
  FILTER_FORMAT_AT,
  STATUS_AT,
  TYPE_ID_AT,
  VDP_ASSOCIATE,
  VDP_DE_ASSOCIATE,
  VDP_PRE_ASSOCIATE,
  VDP_PRE_ASSOCIATE_RR,
  VSIID_AT,
  VSIID_FORMAT_AT,
} from './wire/layout.js';
import { STATUS_MIGRATING, STATUS_SUSPENDED } from './wire/status.js';

export interface KeptCommand {
  /** Shared between commands, never changed. */
  readonly managerId: Identifier;
  /** Holds the association TLV with its header. A station keeps the TLVs that it sends along behind that. */
  readonly octets: Uint8Array;
  /** Where the association TLV starts. */
  readonly at: number;
}

/** M and S of the status of a command. */
export const HINTS = STATUS_SUSPENDED | STATUS_MIGRATING;

/** What M and S of a status say. */
export const hintsOf = (status: number): { readonly suspended: boolean; readonly migrating: boolean } => ({
  suspended: (status & STATUS_SUSPENDED) !== 0,
  migrating: (status & STATUS_MIGRATING) !== 0,
});

/** TLV type of each command. */
export const COMMAND_TYPES = {
  preAssociate: VDP_PRE_ASSOCIATE,
  preAssociateRr: VDP_PRE_ASSOCIATE_RR,
  associate: VDP_ASSOCIATE,
  deAssociate: VDP_DE_ASSOCIATE,
} as const satisfies Readonly<Record<VdpCommand, number>>;

/** By TLV type; 0, no command, is like De-Associate. */
const COMMANDS = ['deAssociate', 'preAssociate', 'preAssociateRr', 'associate', 'deAssociate'] as const;
const VSI_STATES = ['DEASSOC', 'PREASSOC', 'PREASSOC_RR', 'ASSOC', 'DEASSOC'] as const;

/** The command of a TLV type, 1..4. */
export const commandWord = (type: number): VdpCommand => COMMANDS[type] as VdpCommand;

/** The state of a VSI whose command in force has this TLV type; 0: no command is in force. */
export const vsiStateOf = (type: number): VsiState => VSI_STATES[type] as VsiState;

/** A copy of the association TLV under the cursor. */
export const takeCommand = ({ bytes, at, length }: VdpUlpduCursor, managerId: Identifier): KeptCommand => ({
  managerId,
  octets: copyOctets(bytes, at, at + TLV_HEADER + length),
  at: 0,
});

/** A copy of a command as a TLV of another type and status: a response to it, or the De-Associate that ends it. */
export function copyAs(command: KeptCommand, type: number, status: number): KeptCommand {
  const { managerId, octets, at } = command;
  const copy = copyOctets(octets, at, at + commandOctets(command));
  putTlvHeader(copy, 0, type, tlvLength(octets, at));
  put8(copy, STATUS_AT, status);
  return { managerId, octets: copy, at: 0 };
}

/** The TLV type of a command, 1..4; 0 where there is none. */
export const commandType = (command: KeptCommand | undefined): number =>
  command === undefined ? 0 : tlvType(command.octets, command.at);

/** The status octet of a command. */
export const commandStatus = ({ octets, at }: KeptCommand): number => u8(octets, at + STATUS_AT);

/** Octets of the association TLV, its header included. */
export const commandOctets = ({ octets, at }: KeptCommand): number => TLV_HEADER + tlvLength(octets, at);

/** Number of filter entries; of a valid command other than De-Associate. */
export const commandEntries = ({ octets, at }: KeptCommand): number => u16(octets, at + ENTRY_COUNT_AT);

/** The VSI of a command. */
export const commandVsi = ({ octets, at }: KeptCommand): VsiKey => ({
  vsiidFormat: u8(octets, at + VSIID_FORMAT_AT),
  vsiid: readIdentifier(octets, at + VSIID_AT),
});

/** Whether two managers are the same. */
export const isSameManager = (a: Identifier, b: Identifier): boolean => a === b || equalIdentifiers(a, b);

/** Whether two association TLVs of the same VSI, at `at` and at `otherAt`, are equal but for their status. */
export function isSameTlv(octets: Uint8Array, at: number, other: Uint8Array, otherAt: number): boolean {
  if (octets[at] !== other[otherAt] || octets[at + 1] !== other[otherAt + 1]) return false;
  for (let i = TYPE_ID_AT; i < VSIID_FORMAT_AT; i++) if (octets[at + i] !== other[otherAt + i]) return false;
  const length = TLV_HEADER + tlvLength(octets, at);
  for (let i = FILTER_FORMAT_AT; i < length; i++) if (octets[at + i] !== other[otherAt + i]) return false;
  return true;
}

/** Whether two commands of the same VSI are equal but for their status. */
export const isSameCommand = (a: KeptCommand, b: KeptCommand): boolean =>
  isSameTlv(a.octets, a.at, b.octets, b.at) && isSameManager(a.managerId, b.managerId);

/** The values of a command, which has passed `checkAssociation`. `cursor` is one that nothing else uses now. */
export function readCommand(cursor: VdpUlpduCursor, { octets, at }: KeptCommand): AssociationTlv {
  // Before the only TLV there is: no ULPDU is around it.
  cursor.bytes = octets;
  cursor.at = at - TLV_HEADER;
  cursor.length = 0;
  cursor.index = -1;
  cursor.end = at + TLV_HEADER + tlvLength(octets, at);
  nextVdpTlv(cursor);
  checkAssociation(cursor);
  return readAssociation(cursor, []);
}

/** What a VSI is by its command in force. */
export function factsOf(cursor: VdpUlpduCursor, operCmd: KeptCommand): VsiFacts {
  const { type, typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = readCommand(cursor, operCmd);
  const vsiState = vsiStateOf(type) as VsiFacts['vsiState'];
  return { vsi: { vsiidFormat, vsiid }, vsiState, managerId: operCmd.managerId, typeId, typeVersion, filterInfo };
}

/** A command as people read it. */
export function describeCommand(cursor: VdpUlpduCursor, command: KeptCommand): CommandStatus {
  const { type, status, typeId, typeVersion, filterInfo } = readCommand(cursor, command);
  return {
    command: commandWord(type),
    managerId: formatManagerId(command.managerId),
    typeId,
    typeVersion,
    filterInfo,
    ...hintsOf(status),
  };
}
