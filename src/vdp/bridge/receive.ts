// What ECP hands to a bridge, clause 41.2: each association TLV is a command, judged and given to the machine of its VSI;
// organizationally defined TLVs go to the host. A command that is octet by octet the one in force has been judged when it
// came first, so a keep-alive is found by its VSIID and compared, and that is all.

import {
  copyIdentifier,
  equalIdentifiers,
  type Identifier,
  readIdentifier,
  ZERO_IDENTIFIER,
} from '../../core/identifier.js';
import { u8 } from '../../core/octets.js';
import { type AdmitContext, admitAssociation } from '../admit.js';
import { HINTS, isSameCommand, isSameManager, takeCommand } from '../command.js';
import { createVdpUlpduCursor, nextVdpTlv, type VdpUlpduCursor, wrapVdpUlpdu } from '../wire/cursor.js';
import {
  ASSOCIATION_MIN_LENGTH,
  entryLayout,
  FILTER_FORMAT_AT,
  isAssociation,
  ORGANIZATION_MIN_LENGTH,
  STATUS_AT,
  VDP_DE_ASSOCIATE,
  VDP_ORGANIZATION,
  VSIID_AT,
  VSIID_FORMAT_AT,
} from '../wire/layout.js';
import { equalExceptZero } from '../wire/match.js';
import { type ReceivedOrganization, receivedOrganization } from '../wire/organization.js';
import { isResponse, STATUS_MIGRATING, STATUS_SUSPENDED } from '../wire/status.js';
import type { BridgeState } from './state.js';
import type { VdpBridgeEvb } from './status.js';
import type { VdpBridgeVsis } from './step.js';
import { type BridgeVsi, isHeld } from './vsi.js';

/** Offset of a TLV that there is not. */
const NONE = -1;

export class VdpBridgeReceiver {
  readonly #port: BridgeState;
  readonly #vsis: VdpBridgeVsis;
  readonly #cursor: VdpUlpduCursor;
  readonly #admit: { -readonly [Member in keyof AdmitContext]: AdmitContext[Member] } = {
    role: 'bridge',
    groupIdAgreed: false,
    vsiKnown: false,
  };
  /** Of the current ULPDU; the same object as before where it is the same manager, so that commands share it. */
  #managerId: Identifier = ZERO_IDENTIFIER;
  evb: VdpBridgeEvb = 'down';
  groupIdAgreed = false;

  constructor(port: BridgeState, vsis: VdpBridgeVsis) {
    this.#port = port;
    this.#vsis = vsis;
    this.#cursor = createVdpUlpduCursor(port.formats);
  }

  /** Takes the ULPDU `bytes[at..end]`. */
  ulpdu(bytes: Uint8Array, at: number, end: number): void {
    const { counters, outputs } = this.#port;
    const cursor = this.#cursor;
    if (this.evb === 'down') {
      counters.rxEvbNotReady++;
      return;
    }
    if (wrapVdpUlpdu(cursor, bytes, at, end) !== undefined) {
      counters.rxUlpduDiscarded++;
      return;
    }
    if (!equalIdentifiers(this.#managerId, cursor.managerId)) this.#managerId = copyIdentifier(cursor.managerId);
    let organization: ReceivedOrganization[] | undefined;
    let vsiAt = NONE;
    while (nextVdpTlv(cursor)) {
      if (isAssociation(cursor.type)) {
        vsiAt = cursor.length < ASSOCIATION_MIN_LENGTH ? NONE : cursor.at;
        if (vsiAt === NONE || isResponse(cursor.status)) counters.rxTlvIgnored++;
        else this.#association(cursor);
      } else if (cursor.type === VDP_ORGANIZATION && cursor.length >= ORGANIZATION_MIN_LENGTH) {
        organization ??= [];
        organization.push(receivedOrganization(cursor, vsiAt));
      } else {
        counters.rxTlvIgnored++;
      }
    }
    if (organization !== undefined) outputs.push({ kind: 'organization', tlvs: organization });
  }

  /** A command that has a VSIID; the rows of A1 and A2 are behind us. */
  #association(cursor: VdpUlpduCursor): void {
    const { table, counters } = this.#port;
    const { vsiidFormat, vsiid } = cursor;
    const found = table.find(vsiidFormat, vsiid.w0, vsiid.w1, vsiid.w2, vsiid.w3);
    const record = found === NONE ? undefined : table.at(found);
    if (record !== undefined && this.#isKeepAlive(record, cursor)) {
      this.#hint(record, cursor);
      this.#vsis.keepAlive(found, record);
      return;
    }
    this.#admit.groupIdAgreed = this.groupIdAgreed;
    const admission = admitAssociation(cursor, this.#admit);
    if (admission.verdict !== 'accept' && admission.verdict !== 'respond') {
      counters.rxTlvIgnored++;
      return;
    }
    if (this.evb === 'lost' && cursor.type !== VDP_DE_ASSOCIATE && !isHeld(record)) {
      counters.rxEvbNotReady++;
      return;
    }
    const slot = found === NONE ? table.add(cursor) : found;
    if (admission.verdict === 'accept') this.#command(slot, cursor);
    else {
      const command = takeCommand(cursor, this.#managerId);
      this.#vsis.refuse(slot, table.at(slot) as BridgeVsi, command, admission.errorType, true);
    }
  }

  /** Whether the TLV is the command in force, octet by octet, and still to be admitted. */
  #isKeepAlive({ state, operCmd }: BridgeVsi, { bytes, at }: VdpUlpduCursor): boolean {
    return (
      state === 'WAIT_STATION_CMD' &&
      operCmd !== undefined &&
      isSameCommand(operCmd, this.#managerId, bytes, at) &&
      (this.groupIdAgreed || entryLayout(u8(bytes, at + FILTER_FORMAT_AT), this.#port.formats).groupId === undefined)
    );
  }

  /** A command that was admitted. */
  #command(slot: number, cursor: VdpUlpduCursor): void {
    const { bytes, at, type } = cursor;
    const record = this.#port.table.at(slot) as BridgeVsi;
    const { state, operCmd, rxCmd } = record;
    if (isHeld(record) && type !== VDP_DE_ASSOCIATE) this.#hint(record, cursor);
    if (state === 'BRIDGE_PROCESSING') {
      const same = rxCmd !== undefined && isSameCommand(rxCmd, this.#managerId, bytes, at);
      this.#vsis.queue(slot, record, same ? undefined : takeCommand(cursor, this.#managerId));
      return;
    }
    const matches =
      operCmd !== undefined &&
      isSameManager(operCmd, this.#managerId) &&
      equalExceptZero(bytes, at, operCmd.octets, operCmd.at);
    if (matches) this.#vsis.keepAlive(slot, record);
    else this.#vsis.take(slot, record, takeCommand(cursor, this.#managerId));
  }

  /** Tells the host of M and S where they are not what they were. */
  #hint(record: BridgeVsi, { bytes, at }: VdpUlpduCursor): void {
    const hints = u8(bytes, at + STATUS_AT) & HINTS;
    if (hints === record.hints) return;
    record.hints = hints;
    this.#port.outputs.push({
      kind: 'hints',
      vsi: { vsiidFormat: u8(bytes, at + VSIID_FORMAT_AT), vsiid: readIdentifier(bytes, at + VSIID_AT) },
      suspended: (hints & STATUS_SUSPENDED) !== 0,
      migrating: (hints & STATUS_MIGRATING) !== 0,
    });
  }
}
