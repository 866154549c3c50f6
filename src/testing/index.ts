// The test kit: fast-check arbitraries of every PDU, octets gone wrong, and a world of nodes and links in virtual time.

export { arbitraryCdcpTlv } from './arbitrary-cdcp-tlv.js';
export { arbitraryEcpdu, arbitraryEcpHeader, type EcpHeaderParts } from './arbitrary-ecpdu.js';
export { arbitraryEthernetHeader, arbitraryOtherEtherType, type EthernetHeaderParts } from './arbitrary-ethernet.js';
export { arbitraryEvbTlv } from './arbitrary-evb-tlv.js';
export { arbitraryFilterEntry, arbitraryFilterInfo } from './arbitrary-filter-info.js';
export { arbitraryFrame, arbitraryFrameOctets } from './arbitrary-frame.js';
export { arbitraryLldpdu } from './arbitrary-lldpdu.js';
export { arbitraryRejectedTlv } from './arbitrary-rejected-tlv.js';
export { arbitraryIdentifier, arbitraryMac, arbitraryOctets } from './arbitrary-values.js';
export { arbitraryAssociationTlv, arbitraryVdpTlv, arbitraryVdpUlpdu } from './arbitrary-vdp.js';
export {
  fromJournal,
  JournalDigest,
  type JournalEntry,
  type JournalValue,
  type ReplayDifference,
  type ReplayResult,
  replayJournal,
  toJournal,
} from './journal.js';
export { type LinkFaults, NO_FAULTS } from './link-faults.js';
export { applyMutation, applyMutations, arbitraryMutation, type Mutation, mutate } from './mutate.js';
export { SeededRandom } from './seeded-random.js';
export { VirtualScheduler } from './virtual-scheduler.js';
export { World, WorldError, type WorldFault, type WorldOptions, type WorldPorts } from './world.js';
export type { LinkFrame, WorldLink } from './world-link.js';
