// What an EVB port counts of the frames it is given. Each frame that is not taken is counted by one of these; what is
// taken is counted by the LLDP agent, ECP and VDP themselves.

export interface EvbPortCounters {
  /** Frames given. */
  rxFrames: number;
  /** Shorter than an Ethernet header. */
  rxMalformed: number;
  /** With the port's own source address: looped back. */
  rxOwnSource: number;
  /** Refused by `acceptSource`. */
  rxSourceRefused: number;
  /** Neither LLDP nor ECP, tagged, or to an address that is not for this port. */
  rxOther: number;
  /** S-tagged with the SVID of no channel; where the host tags, of a channel that is not there. */
  rxUnknownSvid: number;
  /** S-tagged with VID 4095. */
  rxInvalidVid: number;
  /** While the link was down. */
  rxLinkDown: number;
  /** Dropped, since too many outputs wait for poll: what was asked by it goes unanswered, and the peer asks again. */
  rxBusy: number;
  /** LLDP frames given while a daemon of the host speaks LLDP. */
  rxLldpByHost: number;
  /** Frames sent. */
  txFrames: number;
}

export const newEvbPortCounters = (): EvbPortCounters => ({
  rxFrames: 0,
  rxMalformed: 0,
  rxOwnSource: 0,
  rxSourceRefused: 0,
  rxOther: 0,
  rxUnknownSvid: 0,
  rxInvalidVid: 0,
  rxLinkDown: 0,
  rxBusy: 0,
  rxLldpByHost: 0,
  txFrames: 0,
});
