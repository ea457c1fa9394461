import { ImagingError } from "../errors.ts";
import type { CdMatrix } from "./plane.ts";
import type { FramePicture } from "./render.ts";
import { pictureCd } from "./sky.ts";

/** The contents of an AVM packet besides the picture's size. */
export interface AvmOptions {
  /** The plane's matrix, degrees per pixel. */
  readonly cd: CdMatrix;
  /** Right ascension and declination (ICRS, degrees) of the picture's centre, which is at `(width − 1) / 2`, `(height − 1) / 2`. */
  readonly ra: number;
  readonly dec: number;
  /** Three letters as in CTYPE; default TAN. */
  readonly projection?: string;
  readonly title?: string;
  readonly creator?: string;
  /** The subject: names of objects. */
  readonly subject?: readonly string[];
  /** Which telescope and instrument. */
  readonly facility?: string;
  readonly instrument?: string;
  /** Filters, in the order of the planes. */
  readonly bands?: readonly string[];
}

/**
 * An XMP packet that states where on the sky a picture is: Astronomy Visualization Metadata (AVM) 1.2, Hurt,
 * Christensen et al. 2013, section 5.2.4 (Coordinate Metadata). Pixels count from 1 at the lower left, as in FITS.
 *
 * @throws ImagingError `FRAME_OPTION` if the matrix is singular or the position invalid.
 */
export function avmPacket(picture: FramePicture, options: AvmOptions): string {
  const { ra, dec, projection = "TAN" } = options;
  const [a, right, c, down] = pictureCd(options.cd, picture.toPlane);
  // Upwards instead of downwards.
  const [b, d] = [-right, -down];
  const determinant = a * d - b * c;
  if (!Number.isFinite(ra + dec) || !Number.isFinite(determinant) || determinant === 0) {
    throw new ImagingError(
      "FRAME_OPTION",
      "a picture's place on the sky is a position and a matrix",
    );
  }
  const rotation = Math.atan2(-b, d);
  const scale = [a * Math.cos(rotation) + c * Math.sin(rotation), Math.hypot(b, d)];
  const { width, height } = picture;
  const numbers = (values: readonly number[]) => values.map((value) => String(value));
  const fields = [
    single("MetadataVersion", "1.2"),
    single("Type", "Observation"),
    single("Spatial.CoordinateFrame", "ICRS"),
    single("Spatial.Equinox", "2000.0"),
    sequence("Spatial.ReferenceValue", numbers([ra, dec])),
    sequence("Spatial.ReferenceDimension", numbers([width, height])),
    sequence("Spatial.ReferencePixel", numbers([(width + 1) / 2, (height + 1) / 2])),
    sequence("Spatial.Scale", numbers(scale)),
    single("Spatial.Rotation", String((rotation * 180) / Math.PI)),
    single("Spatial.CoordsystemProjection", projection),
    single("Spatial.Quality", "Full"),
    sequence("Spatial.CDMatrix", numbers([a, b, c, d])),
    ...optional("Facility", options.facility && [options.facility]),
    ...optional("Instrument", options.instrument && [options.instrument]),
    ...optional("Spectral.Bandpass", options.bands),
    ...optional("Subject.Name", options.subject),
  ];
  return packet(fields, options);
}

function packet(fields: readonly string[], { title, creator }: AvmOptions): string {
  const dublinCore = [
    title === undefined
      ? ""
      : `   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>\n`,
    creator === undefined
      ? ""
      : `   <dc:creator><rdf:Seq><rdf:li>${escaped(creator)}</rdf:li></rdf:Seq></dc:creator>\n`,
  ];
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:avm="http://www.communicatingastronomy.org/avm/1.0/">
${dublinCore.join("")}${fields.join("\n")}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

function single(name: string, value: string): string {
  return `   <avm:${name}>${escaped(value)}</avm:${name}>`;
}

function sequence(name: string, values: readonly string[]): string {
  const items = values.map((value) => `<rdf:li>${escaped(value)}</rdf:li>`).join("");
  return `   <avm:${name}><rdf:Seq>${items}</rdf:Seq></avm:${name}>`;
}

function optional(name: string, values: readonly string[] | "" | undefined): string[] {
  return values && values.length > 0 ? [sequence(name, values)] : [];
}

/** Text for XML 1.0, without the characters that it does not allow. */
export function escaped(text: string): string {
  return Array.from(text, (letter) => (isText(letter) ? (ENTITIES[letter] ?? letter) : "")).join(
    "",
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** XML 1.0, section 2.2. */
function isText(letter: string): boolean {
  const code = letter.codePointAt(0) as number;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
