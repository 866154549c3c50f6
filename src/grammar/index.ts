// The PDUs as grammars of binary-parser: a second decoder, written down from the standard's tables once more and read by
// somebody else's program. It imports no code of ours and is never on the receive path; tests hold our decoders to it.
// What a grammar accepts has the form that the decoder gives it; what it does not accept is `undefined`. There are no
// options: a grammar does what the decoder does without any.
//
// Wherever both accept, all fields are equal, and they accept the same, but for this list:
//
// | octets | decoder | grammar |
// | --- | --- | --- |
// | ECPDU of more than 1500 octets | `ecpLength` | accepts: the format has no such bound, a frame has |
// | End Of LLDPDU whose length runs past the octets | `lldpTlvTruncated` | accepts: the type alone ends the LLDPDU |
//
// Needs a host that lets `new Function` pass, from the first call on.

export { parseCdcpTlv } from './cdcp-tlv.js';
export { parseEcpdu } from './ecpdu.js';
export { parseEthernetHeader } from './ethernet.js';
export { parseEvbTlv } from './evb-tlv.js';
export { parseFrame } from './frame.js';
export { parseLldpdu } from './lldpdu.js';
export { parseVdpUlpdu } from './vdp-ulpdu.js';
