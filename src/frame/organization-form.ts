// Forms of organizationally defined TLVs of VDP, 41.2: an OUI, a subtype, and fields. A host registers forms in the option
// `organizationTlvs`. From a form come the values of a TLV, its octets, and its part of the text tree.
//
// Always: values are written as the octets that they were read from. A TLV with bits that its form has no field for stays
// octets.

import { checkInteger, checkOctets, checkRecord, EncodeError, type Path, pathText } from '../core/encode-error.js';
import {
  type Field,
  type FieldNode,
  fieldMax,
  fieldNode,
  fieldNumber,
  groupNode,
  isNumberField,
  putFieldNumber,
} from '../core/field.js';
import { copyOctets, put8, putOctets } from '../core/octets.js';
import { ORGANIZATION_DATA_AT, ORGANIZATION_DATA_MAX } from '../vdp/wire/layout.js';
import type { OrganizationData } from '../vdp/wire/organization.js';
import type { VdpTlv } from '../vdp/wire/ulpdu.js';
import { octetsNode } from './octets-node.js';

/**
 * The form of an organizationally defined TLV. A TLV has the form when it has this OUI, this subtype, and as many octets
 * as the fields.
 *
 * @example
 * const rateLimit: OrganizationForm = {
 *   oui: 0x001b3f,
 *   subtype: 2,
 *   name: 'rate limit',
 *   fields: [{ name: 'rate', offset: 1, octets: 4, clause: 'rate limits 1.0', text: 'Mbit/s' }],
 * };
 */
export interface OrganizationForm {
  /** OUI or CID, 0..16777215. */
  readonly oui: number;
  /** First octet of the data, 0..255. */
  readonly subtype: number;
  /** What the TLV is, for people. */
  readonly name: string;
  /**
   * Offsets count from the subtype, which is octet 0. Fields of 1, 2, 3, 4 and 6 octets are numbers, others are octets.
   * A mask goes with at most 4 octets.
   */
  readonly fields: readonly OrganizationField[];
  /** The member that holds all octets behind the fields. Absent: the fields end the TLV. */
  readonly rest?: string;
}

export type OrganizationField = Omit<Field, 'read'>;

/** The values of a TLV by their names in its form. */
export type OrganizationValues = Readonly<Record<string, number | Uint8Array>>;

/** An organizationally defined TLV of VDP that has a form in the option `organizationTlvs`. */
export interface OrganizationValuesTlv {
  readonly kind: 'organizationValues';
  /** OUI or CID, 0..16777215. */
  readonly oui: number;
  /** 0..255. */
  readonly subtype: number;
  /** By the names in the form. */
  readonly values: OrganizationValues;
}

export interface OrganizationOptions {
  /** Forms of organizationally defined TLVs of VDP. Of several with one OUI and subtype the first counts. */
  readonly organizationTlvs?: readonly OrganizationForm[];
}

/** The form with an OUI and a subtype. */
const findOrganizationForm = (
  { organizationTlvs = [] }: OrganizationOptions,
  oui: number,
  subtype: number | undefined,
): OrganizationForm | undefined => organizationTlvs.find((form) => form.oui === oui && form.subtype === subtype);

/** Octets of the data up to the end of the fields, the subtype included. */
const organizationFormOctets = ({ fields }: OrganizationForm): number =>
  fields.reduce((end, { offset, octets }) => Math.max(end, offset + octets), 1);

/** The values of a TLV; `undefined` for a TLV that does not have the form. */
export function organizationValues(
  form: OrganizationForm,
  { oui, data }: OrganizationData,
): OrganizationValues | undefined {
  const end = organizationFormOctets(form);
  const fits = form.rest === undefined ? data.length === end : data.length >= end;
  if (oui !== form.oui || data[0] !== form.subtype || !fits) return undefined;
  const values: Record<string, number | Uint8Array> = {};
  for (const field of form.fields) {
    const { name, offset, octets } = field;
    values[name] = isNumberField(field) ? fieldNumber(data, 0, field) : copyOctets(data, offset, offset + octets);
  }
  if (form.rest !== undefined) values[form.rest] = copyOctets(data, end, data.length);
  const written = organizationData(form, values).data;
  return written.every((octet, i) => octet === data[i]) ? values : undefined;
}

/**
 * The TLV with these values.
 *
 * @param path of the values, for an error
 * @throws EncodeError for a value that is missing, out of its range, or not in the form
 */
export function organizationData(
  form: OrganizationForm,
  values: OrganizationValues,
  path: Path = 'values',
): OrganizationData {
  const { oui, subtype, fields, rest } = form;
  const end = organizationFormOctets(form);
  checkRecord(path, values);
  const names = [...fields.map(({ name }) => name), rest];
  for (const name of Object.keys(values)) {
    if (!names.includes(name)) throw new EncodeError(path, values[name], `no such member in ${form.name}`, `.${name}`);
  }
  for (const field of fields) {
    const { name, octets } = field;
    if (isNumberField(field)) checkInteger(path, values[name] as number, 0, fieldMax(field), `.${name}`);
    else checkOctets(path, values[name] as Uint8Array, octets, octets, `.${name}`);
  }
  const tail = rest === undefined ? new Uint8Array(0) : (values[rest] as Uint8Array);
  checkOctets(path, tail, 0, ORGANIZATION_DATA_MAX - end, `.${rest}`);
  const data = new Uint8Array(end + tail.length);
  put8(data, 0, subtype);
  for (const field of fields) {
    const value = values[field.name];
    if (typeof value === 'number') putFieldNumber(data, 0, field, value);
    else putOctets(data, field.offset, value as Uint8Array);
  }
  putOctets(data, end, tail);
  return { oui, data };
}

/** A TLV of a ULPDU as a frame has it: by its values where it has a form. */
export function takeVdpTlvApart(tlv: VdpTlv, options: OrganizationOptions): VdpTlv | OrganizationValuesTlv {
  if (tlv.kind !== 'organization') return tlv;
  const { oui, data } = tlv;
  const form = findOrganizationForm(options, oui, data[0]);
  const values = form && organizationValues(form, tlv);
  return values ? { kind: 'organizationValues', oui, subtype: data[0] as number, values } : tlv;
}

/** A TLV of a frame as VDP sends it. */
export function toVdpTlv(tlv: VdpTlv | OrganizationValuesTlv, path: Path, options: OrganizationOptions): VdpTlv {
  if (tlv.kind !== 'organizationValues') return tlv;
  const { oui, subtype, values } = tlv;
  const form = findOrganizationForm(options, oui, subtype);
  if (form === undefined)
    throw new EncodeError(path, subtype, 'a form of this OUI and subtype in organizationTlvs', '.subtype');
  return { kind: 'organization', ...organizationData(form, values, () => pathText(path, '.values')) };
}

/** The nodes of the value of an organizationally defined TLV, whose header is at `at`; `undefined` where it has no form. */
export function describeOrganization(
  bytes: Uint8Array,
  at: number,
  tlv: OrganizationData,
  path: string,
  options: OrganizationOptions,
): FieldNode[] | undefined {
  const form = findOrganizationForm(options, tlv.oui, tlv.data[0]);
  if (form === undefined || organizationValues(form, tlv) === undefined) return undefined;
  const dataAt = at + ORGANIZATION_DATA_AT;
  const end = dataAt + tlv.data.length;
  const valuesPath = `${path}.values`;
  const nodes = [...form.fields]
    .sort((a, b) => a.offset - b.offset)
    .map((field) => {
      const { name, offset, octets } = field;
      if (isNumberField(field)) return fieldNode(bytes, dataAt, field, valuesPath);
      return octetsNode(bytes, `${valuesPath}.${name}`, dataAt + offset, dataAt + offset + octets);
    });
  const restAt = dataAt + organizationFormOctets(form);
  if (form.rest !== undefined && restAt < end) nodes.push(octetsNode(bytes, `${valuesPath}.${form.rest}`, restAt, end));
  const subtype = fieldNode(bytes, dataAt, { ...subtypeField, meaning: () => form.name }, path);
  return [subtype, groupNode(valuesPath, dataAt + 1, end - dataAt - 1, nodes)];
}

const subtypeField: Field = { name: 'subtype', offset: 0, octets: 1, clause: '41.2', text: 'first octet of the data' };
