import { compressBzip2 } from "../../bzip2/compress.ts";
import { type Bytes, bytes } from "./bytes.ts";

/** The contents of a synthetic product. */
export interface Ingredients {
  readonly code?: number;
  readonly source?: number;
  readonly thresholds?: readonly number[];
  readonly dependent?: readonly number[];
  /** Packets of each layer. */
  readonly layers?: readonly (readonly Bytes[])[];
  /** Packets of each page. */
  readonly graphicPages?: readonly (readonly Bytes[])[];
  readonly tabularPages?: readonly (readonly string[])[];
  readonly compressed?: boolean;
}

const HEADER = 120;

/** A whole message, as sent by the RPG. */
export function buildProduct(ingredients: Ingredients = {}): Uint8Array {
  const { code = 94, source = 308, thresholds = [], dependent = [] } = ingredients;
  const symbology = ingredients.layers ? symbologyBlock(ingredients.layers) : bytes();
  const graphic = ingredients.graphicPages ? graphicBlock(ingredients.graphicPages) : bytes();
  const tabular = ingredients.tabularPages ? tabularBlock(ingredients.tabularPages) : bytes();
  const offsets = [symbology, graphic, tabular].map((block, i, all) => {
    const before = all.slice(0, i).reduce((sum, { length }) => sum + length, HEADER);
    return block.length === 0 ? 0 : before / 2;
  });
  const level = (i: number) => thresholds[i] ?? 0;
  const own = (i: number) => dependent[i] ?? 0;
  const length = HEADER + symbology.length + graphic.length + tabular.length;
  const header = bytes()
    .i16(code, 18973)
    .i32(3600, length)
    .i16(source, 0, 3)
    .i16(-1)
    .i32(38699, -90683)
    .i16(721, code, 2, 12, 1, 3, 18973)
    .i32(3000)
    .i16(18973)
    .i32(3500)
    .i16(own(0), own(1), 1, own(2))
    .i16(...Array.from({ length: 16 }, (_, i) => level(i)))
    .i16(...Array.from({ length: 7 }, (_, i) => own(i + 3)))
    .u8(0, 0)
    .i32(...offsets);
  const blocks = bytes().add(symbology, graphic, tabular).done();
  return header.add(ingredients.compressed ? compressBzip2(blocks) : blocks).done();
}

function symbologyBlock(layers: readonly (readonly Bytes[])[]): Bytes {
  const body = bytes();
  for (const packets of layers) {
    const layer = bytes().add(...packets);
    body.i16(-1).i32(layer.length).add(layer);
  }
  return bytes()
    .i16(-1, 1)
    .i32(10 + body.length)
    .i16(layers.length)
    .add(body);
}

function graphicBlock(pages: readonly (readonly Bytes[])[]): Bytes {
  const body = bytes();
  pages.forEach((packets, i) => {
    const page = bytes().add(...packets);
    body.i16(i + 1, page.length).add(page);
  });
  return bytes()
    .i16(-1, 2)
    .i32(10 + body.length)
    .i16(pages.length)
    .add(body);
}

/** Pages, each of lines with an even number of characters. */
export function pagesOf(pages: readonly (readonly string[])[]): Bytes {
  const body = bytes().i16(-1, pages.length);
  for (const lines of pages) {
    for (const line of lines) body.i16(line.length).text(line);
    body.i16(-1);
  }
  return body;
}

function tabularBlock(pages: readonly (readonly string[])[]): Bytes {
  const body = pagesOf(pages);
  const copy = new Uint8Array(HEADER);
  return bytes()
    .i16(-1, 3)
    .i32(8 + HEADER + body.length)
    .add(copy, body);
}

/** Packet 16: a row of codes for each radial, one degree wide. */
export function digitalRadial(rows: readonly (readonly number[])[]): Bytes {
  const packet = bytes().i16(16, 0, rows[0]?.length ?? 0, 0, 0, 999, rows.length);
  rows.forEach((row, i) => {
    packet.i16(row.length, i * 10, 10).u8(...row);
  });
  return packet;
}

/** Packet AF1F: runs of `[count, level]` for each radial. */
export function runLengthRadial(rows: readonly (readonly [number, number][])[]): Bytes {
  const packet = bytes().i16(0xaf1f, 0, 0, 0, 0, 999, rows.length);
  rows.forEach((runs, i) => {
    const coded = runs.map(([count, level]) => (count << 4) | level);
    if (coded.length % 2 === 1) coded.push(0);
    packet.i16(coded.length / 2, i * 10, 10).u8(...coded);
  });
  return packet;
}

/** A packet whose length follows its code. */
export function packet(code: number, body: Bytes): Bytes {
  return bytes().i16(code, body.length).add(body);
}

/** Packet 28 or 29, from the part after the compression fields: parameters and components. */
export function genericPacket(rest: Bytes, code = 28): Bytes {
  const head = bytes()
    .xdr("NAME")
    .xdr("A description")
    .i32(149, code === 29 ? 7 : 2, 1_639_187_180);
  if (code === 29) head.i32(0, 0, 0, 0, 0);
  else {
    head.xdr("KLSX").f32(38.7, -90.7, 200).i32(1_639_187_000, 1_639_187_100);
    head.f32(0.5).i32(3, 2, 12, 1);
  }
  head.i32(0, 0).add(rest);
  return bytes().i16(code, 0).i32(head.length).add(head);
}

/** A heading's two lines. */
export const heading = (awips = "N0QLSX", ttaaii = "SDUS53") =>
  bytes().text(`${ttaaii} KLSX 110215\r\r\n${awips}\r\r\n`).done();

export function concat(...parts: Uint8Array[]): Uint8Array {
  return bytes()
    .add(...parts)
    .done();
}
