// The two roles of Edge Virtual Bridging: the end at the server, and the end at the switch.

/** What an end is: the EVB station or the EVB bridge. */
export type EvbRole = 'station' | 'bridge';
