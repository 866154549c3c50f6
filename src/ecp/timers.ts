// The timer of ECP, clause 43: the ackTimer of the transmit machine.

/** Microseconds that an ECPDU waits for its acknowledgement: 10 * 2^RTE, RTE 0..31. Not a shift: it would pass 2^31. */
export const ackTimerInit = (rte: number): number => 10 * 2 ** rte;
