import { Reader } from "../reader.ts";
import { type Component, readComponents } from "./generic-components.ts";
import { type Parameter, readParameters } from "./generic-parameters.ts";
import type { PacketContext } from "./packet.ts";
import { XdrReader } from "./xdr.ts";

/** Packets 28 and 29: a product that describes itself (ICD 2620001, appendix E). */
export interface GenericPacket {
  readonly kind: "generic";
  readonly code: number;
  readonly name: string;
  readonly description: string;
  readonly productCode: number;
  /** 1 volume, 2 elevation, 3 time, 4 on demand, 5 on request, 6 radial, 7 external. */
  readonly type: number;
  /** Seconds since 1970. */
  readonly productTime: number;
  /** Absent in packet 29, which does not belong to one radar. */
  readonly radar?: GenericRadar;
  readonly parameters: readonly Parameter[];
  readonly components: readonly Component[];
}

export interface GenericRadar {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Metres. */
  readonly height: number;
  /** Seconds since 1970. */
  readonly volumeTime: number;
  readonly elevationTime: number;
  readonly elevation: number;
  readonly volumeNumber: number;
  readonly operationalMode: number;
  readonly vcp: number;
  readonly elevationNumber: number;
}

const EXTERNAL = 29;

/** Packets 28 and 29: data from elsewhere (29) has five spares in place of the radar. */
export function decodeGeneric(outer: Reader, code: number, context: PacketContext): GenericPacket {
  outer.u16(); // Reserved.
  const length = outer.u32();
  const start = outer.claim(length);
  const xdr = new XdrReader(new Reader(outer.bytes, start, start + length), context.tally);
  const name = xdr.string();
  const description = xdr.string();
  const productCode = xdr.int();
  const type = xdr.int();
  const productTime = xdr.uint();
  const radar = code === EXTERNAL ? skipSpares(xdr) : readRadar(xdr);
  xdr.int(); // Compression, and the size without it: not used, always 0.
  xdr.int();
  const parameters = readParameters(xdr);
  const components = readComponents(xdr, code, context);
  return {
    kind: "generic",
    code,
    name,
    description,
    productCode,
    type,
    productTime,
    ...(radar && { radar }),
    parameters,
    components,
  };
}

function skipSpares(xdr: XdrReader): undefined {
  for (let i = 0; i < 5; i++) xdr.int();
}

function readRadar(xdr: XdrReader): GenericRadar {
  return {
    name: xdr.string(),
    latitude: xdr.float(),
    longitude: xdr.float(),
    height: xdr.float(),
    volumeTime: xdr.uint(),
    elevationTime: xdr.uint(),
    elevation: xdr.float(),
    volumeNumber: xdr.int(),
    operationalMode: xdr.int(),
    vcp: xdr.int(),
    elevationNumber: xdr.int(),
  };
}
