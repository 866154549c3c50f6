// `--udp [NAME=]LOCAL:REMOTE`: two ports of this machine, or `ADDRESS:PORT-ADDRESS:PORT`.

import { isIPv4 } from 'node:net';

export interface UdpEndText {
  readonly address: string;
  readonly port: number;
}

/** The sockets of a port: frames come in at `local`, and go to `remote`. */
export interface UdpLink {
  readonly local: UdpEndText;
  readonly remote: UdpEndText;
}

/** A link, and the name of its port where the option has it. */
export interface NamedUdpLink extends UdpLink {
  readonly name: string | undefined;
}

export const UDP_TEXT = "[NAME=]LOCAL:REMOTE, as '5001:5002' or '127.0.0.1:5001-127.0.0.1:5002'";

const LOCALHOST = '127.0.0.1';

function endOf(text: string): UdpEndText | undefined {
  const [, address = LOCALHOST, digits = ''] = /^(?:([\d.]+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  return isIPv4(address) && port >= 1 && port <= 65_535 ? { address, port } : undefined;
}

/** The link of a text; `undefined` for any other text. */
export function parseUdpLink(text: string): NamedUdpLink | undefined {
  const equals = text.lastIndexOf('=');
  const name = equals < 0 ? undefined : text.slice(0, equals);
  const link = text.slice(equals + 1);
  const [first = '', second = '', ...more] = link.split(link.includes('-') ? '-' : ':');
  const local = endOf(first);
  const remote = endOf(second);
  if (local === undefined || remote === undefined || more.length > 0 || name === '') return undefined;
  return { name, local, remote };
}

export const formatUdpEnd = ({ address, port }: UdpEndText): string => `${address}:${port}`;
