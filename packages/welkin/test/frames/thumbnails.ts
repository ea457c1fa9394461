import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { writeFits } from "@welkin/fits";
import type { ArchivedFrame, OcsServer } from "./ocs-server.ts";

/** Frames of an archive, for thumbnails. */

/** A sky with a star in it. */
export async function image(width = 300, height = 200, planes?: number): Promise<Uint8Array> {
  const pixels = Float32Array.from({ length: width * height * (planes ?? 1) }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const star = 5000 * Math.exp(-((x - width / 3) ** 2 + (y - height / 4) ** 2) / 40);
    return 100 + ((i * 7919) % 13) + star;
  });
  const axes = [width, height, ...(planes === undefined ? [] : [planes])];
  return writeFits([{ data: pixels, axes }]);
}

export const plain = await image();

export function frame(
  more: Record<string, unknown> = {},
  rest: Partial<ArchivedFrame> = {},
): ArchivedFrame {
  const file = rest.file ?? plain;
  const md5 = createHash("md5").update(file).digest("hex");
  return {
    record: {
      id: 11,
      basename: "x-e91",
      filename: "x-e91.fits",
      configuration_type: "EXPOSE",
      request_id: 77,
      proposal_id: "P1",
      primary_optical_element: "V",
      reduction_level: 91,
      version_set: [{ id: 1, md5, extension: ".fits" }],
      ...more,
    },
    file,
    ...rest,
  };
}

/** Three frames of a request, one per colour. */
export const colors = (file = plain) => [
  frame({ id: 21, basename: "r", filename: "r.fits", primary_optical_element: "rp" }, { file }),
  frame({}, { file }),
  frame({ id: 23, basename: "b", filename: "b.fits", primary_optical_element: "B" }, { file }),
];

/** Answers that never end. */
export const silent = (_request: unknown, response: ServerResponse) => void response.flushHeaders();

/** Settings that make a service use this archive, with a short timeout. */
export const settings = (server: OcsServer) => ({
  WELKIN_FRAMES_ARCHIVE: `${server.url}/`,
  WELKIN_FRAMES_TIMEOUT: "1",
});
