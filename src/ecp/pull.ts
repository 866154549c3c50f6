// Whose turn it is: the users of an ECP entity are asked in round robin for their next ULPDU, when the transmit machine is
// ready for one.

import { ECPDU_HEADER_OCTETS } from './ecpdu.js';
import { sealEcpdu, writableBuffer } from './outbox.js';
import type { EcpShell } from './state.js';
import { type EcpUlp, EMPTY_ULPDU } from './ulp.js';

/**
 * Builds the next ECPDU, and asks for its transmission. The user behind the user that had a ULPDU is asked first the next
 * time.
 *
 * @returns whether a user had a ULPDU
 * @throws RangeError where a user says that it wrote beyond its limit: a mistake in the user
 */
export function pullEcpdu(shell: EcpShell): boolean {
  const { settings, state } = shell;
  const { ulps } = settings;
  let turn = state.turn;
  for (let asked = 0; asked < ulps.length; asked++) {
    const ulp = ulps[turn] as EcpUlp;
    turn = turn + 1 === ulps.length ? 0 : turn + 1;
    const end = ulp.hasUlpdu(state.now) ? pullFrom(ulp, shell) : ECPDU_HEADER_OCTETS;
    if (end === ECPDU_HEADER_OCTETS) continue;
    state.turn = turn;
    state.transmit.subtype = ulp.subtype;
    state.transmit.requestReceived = true;
    sealEcpdu(shell, end === EMPTY_ULPDU ? ECPDU_HEADER_OCTETS : end);
    return true;
  }
  return false;
}

function pullFrom(ulp: EcpUlp, shell: EcpShell): number {
  const { limit } = shell.settings;
  const end = ulp.pull(writableBuffer(shell), ECPDU_HEADER_OCTETS, limit, shell.state.now);
  if ((end >= ECPDU_HEADER_OCTETS && end <= limit) || end === EMPTY_ULPDU) return end;
  throw new RangeError(
    `ULP of subtype ${ulp.subtype}: pull returned ${end}, expected ${ECPDU_HEADER_OCTETS}..${limit}`,
  );
}
