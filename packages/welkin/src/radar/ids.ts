/**
 * A file's name in the catalogue: the time of its observation, and the first digits of its SHA-256, so that a file
 * sent again longer or repaired gets another name: `20210625T075154Z-cb1c389e`.
 */
export function versionId(time: Date, sha256: string): string {
  const stamp = time.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  return `${stamp}-${sha256.slice(0, 8)}`;
}
