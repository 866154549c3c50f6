// The test kit for codecs: fast-check arbitraries of every PDU, and mutations of octets.

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
export { applyMutation, applyMutations, arbitraryMutation, type Mutation, mutate } from './mutate.js';
