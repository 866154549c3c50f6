// The timer of ECP, clause 43: one, of the transmit machine.

/** How long an ECPDU waits for its acknowledgement, in microseconds: 10 * 2^RTE, RTE 0..31. Never made by a shift. */
export const ackTimerInit = (rte: number): number => 10 * 2 ** rte;
