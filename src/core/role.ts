// The two roles of Edge Virtual Bridging: the end at the server, and the end at the switch.

/** What an end is: the EVB station or the EVB bridge. */
export type EvbRole = 'station' | 'bridge';

/** What a role has to be, as the end of "expected ...". */
export const EVB_ROLE_TEXT = 'station or bridge';

export const isEvbRole = (value: unknown): value is EvbRole => value === 'station' || value === 'bridge';
