import { attribute } from "./generic-parameters.ts";
import type { XdrReader } from "./xdr.ts";

/** Number types that the attributes of generic data may name. */
export type NumberType = keyof typeof NUMBERS;

/** All but doubles take four bytes in XDR (RFC 4506, section 4). */
const NUMBERS = {
  byte: { bytes: 4, read: (xdr: XdrReader) => (xdr.int() << 24) >> 24 },
  ubyte: { bytes: 4, read: (xdr: XdrReader) => xdr.uint() & 0xff },
  short: { bytes: 4, read: (xdr: XdrReader) => (xdr.int() << 16) >> 16 },
  ushort: { bytes: 4, read: (xdr: XdrReader) => xdr.uint() & 0xffff },
  int: { bytes: 4, read: (xdr: XdrReader) => xdr.int() },
  uint: { bytes: 4, read: (xdr: XdrReader) => xdr.uint() },
  float: { bytes: 4, read: (xdr: XdrReader) => xdr.float() },
  double: { bytes: 8, read: (xdr: XdrReader) => xdr.double() },
} as const;

/** The type named in the attributes of some data. */
export function numberType(xdr: XdrReader, attributes: string): NumberType {
  const name = (attribute(attributes, "type") ?? "").toLowerCase();
  if (!Object.hasOwn(NUMBERS, name))
    throw xdr.reader.corrupt(`Data of type "${name.slice(0, 40)}"`);
  return name as NumberType;
}

/** An array whose count is known but repeated before it. */
export function readNumbers(xdr: XdrReader, type: NumberType, count: number): Float64Array {
  const { bytes, read } = NUMBERS[type];
  const again = xdr.uint();
  if (again !== count || count * bytes > xdr.reader.remaining) {
    throw xdr.reader.corrupt(`${count} numbers do not fit their packet`);
  }
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = read(xdr);
  return values;
}
