// The system refused to open a UDP transport whose options are in their ranges.

import type { UdpSettings } from './udp-options.js';

/** The system refused to open the socket. Recognise the error by `code`. */
export class UdpOpenError extends Error {
  override readonly name = 'UdpOpenError';
  readonly code = 'dot1qbgUdpOpen';
  /** Path of the option, as `local.port`. */
  readonly field: string;
  readonly value: unknown;
  /** What would be right. */
  readonly expected: string;
  /** Name of the system's error, as `EADDRINUSE`. */
  readonly systemCode: string;

  constructor(field: string, value: unknown, expected: string, systemCode: string, cause: unknown) {
    super(`${field}: expected ${expected}, got ${String(value)} (${systemCode})`, { cause });
    this.field = field;
    this.value = value;
    this.expected = expected;
    this.systemCode = systemCode;
  }
}

/** Name of an error of the system, as `EADDRINUSE`; for others the name of the error or the type of the value. */
export const systemCodeOf = (error: unknown): string => {
  const { code, name } = Object(error) as { readonly code?: unknown; readonly name?: unknown };
  return [code, name].find((text) => typeof text === 'string') ?? typeof error;
};

/** The option that an error of `bind` is about. */
export function bindError(error: unknown, { local: { address, port } }: UdpSettings): UdpOpenError {
  const systemCode = systemCodeOf(error);
  switch (systemCode) {
    case 'EADDRINUSE':
      return new UdpOpenError('local.port', port, `a port that is free at ${address}`, systemCode, error);
    case 'EACCES':
    case 'EPERM':
      return new UdpOpenError('local.port', port, 'a port that this process may open', systemCode, error);
    case 'EADDRNOTAVAIL':
      return new UdpOpenError('local.address', address, 'an address of this machine', systemCode, error);
    default:
      return new UdpOpenError('local', `${address}:${port}`, 'what the system can open', systemCode, error);
  }
}
