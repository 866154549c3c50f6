// Events about received frames that are rejected, as a whole or in part: rule, field and octets.

import { formatHex } from '../../../core/octets.js';
import type { Finding } from '../../../core/result.js';
import { type DecodeFrameOptions, decodeFrame, type FrameErrorCode } from '../../../frame/decode-frame.js';
import type { Frame } from '../../../frame/frame.js';
import { frameFinding } from '../../finding.js';
import type { ProgramEvent } from './event.js';

function eventOf(event: string, port: string, finding: Finding<FrameErrorCode>, bytes: Uint8Array): ProgramEvent {
  const { code, field, offset, length, message } = frameFinding(finding, bytes);
  return {
    event,
    members: { port, code, field, offset, length, message, frame: formatHex(bytes) },
    text: `${event === 'frameRejected' ? 'frame' : 'TLV'} rejected: ${message}`,
  };
}

/** Paths of the rejected TLVs of an accepted PDU, with the codes of the rules. */
function rejectedTlvs(frame: Frame): readonly (readonly [path: string, code: string])[] {
  const [path, tlvs] =
    frame.kind === 'vdp'
      ? (['vdp', frame.vdp.tlvs] as const)
      : (['lldp', frame.kind === 'lldp' ? frame.lldp.tlvs : []] as const);
  return tlvs.flatMap((tlv, i) => (tlv.kind === 'rejected' ? [[`${path}.tlvs[${i}]`, tlv.code] as const] : []));
}

/** Events about a frame; none for a good frame. */
export function frameEvents(port: string, bytes: Uint8Array, options: DecodeFrameOptions): ProgramEvent[] {
  const result = decodeFrame(bytes, options);
  if (!result.ok) return [eventOf('frameRejected', port, result.error, bytes)];
  return rejectedTlvs(result.value).flatMap(([path, code]) => {
    const why = result.notes.find((note) => note.code === code && note.field.startsWith(path));
    return why === undefined ? [] : [eventOf('tlvRejected', port, why, bytes)];
  });
}
