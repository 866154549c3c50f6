// What the bridge asks and tells about a command, and what it sends of one.

import { putTlvHeader, tlvLength } from '../../core/tlv.js';
import { type KeptCommand, readCommand } from '../command.js';
import type { VsiQuery } from '../manager/vsi-manager.js';
import type { VdpUlpduCursor } from '../wire/cursor.js';
import { STATUS_AT } from '../wire/layout.js';
import { STATUS_MIGRATING, STATUS_SUSPENDED } from '../wire/status.js';
import type { VsiFacts, VsiState } from './output.js';

/** Makes what is sent of a command, in place: the same TLV with another type and status. */
export function turnCommand({ octets, at }: KeptCommand, type: number, status: number): void {
  putTlvHeader(octets, at, type, tlvLength(octets, at));
  octets[at + STATUS_AT] = status;
}

/** What is asked about a command. */
export function queryOf(cursor: VdpUlpduCursor, id: number, command: KeptCommand): VsiQuery {
  const { status, typeId, typeVersion, vsiidFormat, vsiid, type, filterInfo } = readCommand(cursor, command);
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
export function factsOf(cursor: VdpUlpduCursor, operCmd: KeptCommand, state: VsiState): VsiFacts {
  const { typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = readCommand(cursor, operCmd);
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
