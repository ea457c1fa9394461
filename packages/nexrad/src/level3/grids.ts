import type { Component } from "./packets/generic-components.ts";
import type { Packet, RadialPacket, RasterPacket } from "./packets/packet.ts";
import type { Grid, RadialGrid, RasterGrid } from "./product.ts";
import type { ProductInfo } from "./registry/info.ts";

/** Every grid of some packets, in order, with the positions of its cells according to the product. */
export function collectGrids(packets: readonly Packet[], info: ProductInfo): Grid[] {
  return packets.flatMap((packet): Grid[] => {
    if (packet.kind === "radial") return [placeRadial(packet, info)];
    if (packet.kind === "raster") return [placeRaster(packet, info)];
    if (packet.kind !== "generic") return [];
    return radialsOf(packet.components).map((radial) => placeRadial(radial, info));
  });
}

function radialsOf(components: readonly Component[]): RadialPacket[] {
  return components.flatMap((component) => {
    if (component.type === "event") return radialsOf(component.components);
    return component.type === "radial" && component.grid ? [component.grid] : [];
  });
}

/**
 * The range scale of packets 16 and AF1F is not a bin size: for products of one elevation it is the cosine of that,
 * for others kilometres, metres, or meaningless. So the product's own bin size is used.
 */
function placeRadial(packet: RadialPacket, info: ProductInfo): RadialGrid {
  const gateSpacing = packet.gateSpacing ?? info.gateSpacing ?? guessSpacing(packet, info);
  const firstGate = packet.firstGate ?? (packet.firstBin + 0.5) * gateSpacing;
  const centers = Float32Array.from(packet.azimuths, (start, i) => {
    const center = (start + packet.widths[i]! / 2) % 360;
    return center < 0 ? center + 360 : center;
  });
  return { ...packet, centers, gateSpacing, firstGate };
}

/** For unknown products: bins of as many kilometres as the scale says, or the range in equal parts. */
function guessSpacing(packet: RadialPacket, info: ProductInfo): number {
  if (packet.rangeScale >= 0.1) return packet.rangeScale * 1000;
  return packet.bins > 0 && info.range ? (info.range * 1000) / packet.bins : 1000;
}

function placeRaster(packet: RasterPacket, info: ProductInfo): RasterGrid {
  return info.gateSpacing === undefined ? packet : { ...packet, cellSize: info.gateSpacing };
}
