// A frame as JSON: the members of the value under their own names, with addresses, identifiers and octets as text.

import type { Identifier } from '../core/identifier.js';
import { formatMac } from '../core/mac.js';
import { formatHex } from '../core/octets.js';
import { formatManagerId, formatVsiid } from '../vdp/wire/identity.js';
import type { Frame } from './frame.js';
import type { OrganizationValues } from './organization-form.js';

export type JsonValue = string | number | boolean | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/**
 * A frame as a JSON-safe value. MAC addresses become `01-80-C2-00-00-0E`, octets hexadecimal digits, the manager ID an
 * IPv4 or IPv6 address, a VSIID the text of its format; all other members stay what they are.
 */
export const frameToJson = (frame: Frame): JsonValue => jsonOf(frame);

/** The same for any value whose members have names of members of frames. */
export function jsonOf(value: object): JsonValue {
  const members: Readonly<Record<string, unknown>> = { ...value };
  const json: Record<string, JsonValue> = {};
  for (const name of Object.keys(members)) json[name] = memberToJson(name, members[name], members);
  return json;
}

function memberToJson(name: string, value: unknown, members: Readonly<Record<string, unknown>>): JsonValue {
  // A read-out has its texts already.
  if (typeof value === 'string') return value;
  switch (name) {
    case 'layout':
      // Offsets by the names of their members.
      return { ...(value as Readonly<Record<string, number>>) };
    case 'values':
      // Of an organizationally defined TLV: its names are those of its form.
      return Object.fromEntries(Object.entries(value as OrganizationValues).map(([one, of]) => [one, valueToJson(of)]));
    case 'destination':
    case 'source':
    case 'mac':
      return formatMac(value as number);
    case 'managerId':
      return formatManagerId(value as Identifier);
    case 'vsiid':
      return formatVsiid(members.vsiidFormat as number, value as Identifier);
  }
  return valueToJson(value);
}

function valueToJson(value: unknown): JsonValue {
  if (value instanceof Uint8Array) return formatHex(value);
  if (Array.isArray(value)) return value.map(valueToJson);
  return typeof value === 'object' && value !== null ? jsonOf(value) : (value as JsonValue);
}
