// Status octet of an association TLV, 41.2.3. The same bits mean different things in a command and in a response.
//
// | mask | in a command (ack 0) | in a response (ack 1) |
// | --- | --- | --- |
// | 80 | reserved | reserved |
// | 40 | Req/Ack 0 | Req/Ack 1 |
// | 20 | S: the user of the VSI is suspended | Keep: rejected, the state before the command stays |
// | 10 | M: the user of the VSI migrates here | Hard: the same command will fail again |
// | 0F | reserved | error type |

export const STATUS_ACK = 0x40;
export const STATUS_SUSPENDED = 0x20;
export const STATUS_MIGRATING = 0x10;
export const STATUS_KEEP = 0x20;
export const STATUS_HARD = 0x10;
export const STATUS_ERROR_TYPE = 0x0f;

const STATUS_RESERVED = 0x80;
/** The last error type that is not reserved. By itself: the decoder has no use for the others. */
const LAST_ERROR_TYPE = 5;

/** Error types of a response; 6..15 are reserved and read as `otherFailure`. */
export const VDP_ERROR_TYPE = {
  success: 0,
  invalidFormat: 1,
  insufficientResources: 2,
  unableToContactVsiManager: 3,
  otherFailure: 4,
  invalidVidGroupIdOrMac: 5,
} as const;

/** Whether the TLV answers a command. */
export const isResponse = (status: number): boolean => (status & STATUS_ACK) !== 0;

/** Error type of a response, 0..5, reserved ones read as 4 (other failure). */
export function errorType(status: number): number {
  const type = status & STATUS_ERROR_TYPE;
  return type > LAST_ERROR_TYPE ? VDP_ERROR_TYPE.otherFailure : type;
}

/** Whether reserved bits are set or the error type is a reserved one: in a command all of those bits are reserved. */
export const hasReservedStatus = (status: number): boolean =>
  (status & (STATUS_RESERVED | STATUS_ERROR_TYPE)) > (isResponse(status) ? LAST_ERROR_TYPE : 0);

/** Whether a response says Keep or Hard without an error: to be taken as success. */
export const contradictsItself = (status: number): boolean =>
  (status & (STATUS_ACK | STATUS_ERROR_TYPE)) === STATUS_ACK && (status & (STATUS_KEEP | STATUS_HARD)) !== 0;
