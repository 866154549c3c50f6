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

const RESERVED_IN_COMMAND = 0x8f;
const RESERVED_IN_RESPONSE = 0x80;
const KEEP_OR_HARD = STATUS_KEEP | STATUS_HARD;

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
  return type > VDP_ERROR_TYPE.invalidVidGroupIdOrMac ? VDP_ERROR_TYPE.otherFailure : type;
}

/** Whether reserved bits are set or the error type is a reserved one. */
export function hasReservedStatus(status: number): boolean {
  return isResponse(status)
    ? (status & RESERVED_IN_RESPONSE) !== 0 || (status & STATUS_ERROR_TYPE) > VDP_ERROR_TYPE.invalidVidGroupIdOrMac
    : (status & RESERVED_IN_COMMAND) !== 0;
}

/** Whether a response says Keep or Hard without an error: to be taken as success. */
export const contradictsItself = (status: number): boolean =>
  isResponse(status) && (status & STATUS_ERROR_TYPE) === 0 && (status & KEEP_OR_HARD) !== 0;
