/**
 * Decoding KLOT20210625_075154_V06 (16 MB, 82 records, 19 sweeps), compared with C `bzip2 -d` on the same records,
 * libbz2 in WebAssembly, and npm's nexrad-level-2-data on a file that it reads correctly.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import Bzip2 from "@foxglove/wasm-bz2";
import { decodeLevel2, decodeLevel2Sync, decompressRecord, RECORDS_AHEAD } from "@welkin/nexrad";
import peer from "nexrad-level-2-data";
import { commandTime, cpuTime, interleave, judge, tellTimes, wallTime } from "./measure.ts";

const rounds = 7;
const folder = resolve(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level2");
/** As large as any record of the file. */
const recordBytes = 2 * 1024 * 1024;

async function compare(): Promise<void> {
  if (!existsSync(folder)) {
    console.log(`  no files in ${folder}: nothing to compare`);
    return;
  }
  const big = readFileSync(join(folder, "KLOT20210625_075154_V06"));
  const small = readFileSync(join(folder, "KDMX20250101_225441_V06"));
  const records = recordsOf(big);
  const temporary = mkdtempSync(join(tmpdir(), "welkin-bench-"));
  const joined = join(temporary, "records.bz2");
  writeFileSync(joined, Buffer.concat(records));
  const wasm = await Bzip2.init();
  const pool = new RecordPool(2);
  const reference = () => commandTime(`bzip2 -dc ${joined} > /dev/null`);
  try {
    // Elapsed time first, before the others have filled the heap.
    const wall = await interleave(
      [
        { name: "C bzip2 -d, by the clock", run: () => reference().wall },
        {
          name: "welkin on two threads, by the clock",
          run: () => wallTime(() => decodeLevel2(big, { executor: pool.execute })),
        },
      ],
      rounds,
    );
    const cpu = await interleave(
      [
        { name: "C bzip2 -d, all records", run: () => reference().cpu },
        {
          name: "libbz2 in WebAssembly, all records",
          run: () => cpuTime(() => records.map(unpack)),
        },
        { name: "welkin, whole volume", run: () => cpuTime(() => decodeLevel2Sync(big)) },
        {
          name: "welkin, first sweep",
          run: () => cpuTime(() => decodeLevel2Sync(big, { sweeps: "first" })),
        },
        { name: "nexrad-level-2-data, KDMX 2025", run: () => cpuTime(() => readByPeer(small)) },
        { name: "welkin, KDMX 2025", run: () => cpuTime(() => decodeLevel2Sync(small)) },
      ],
      rounds,
    );
    tellTimes(new Map([...cpu, ...wall]));
    const [c, inWasm, whole, first, theirs, ours] = [...cpu.values()] as number[];
    const [cWall, two] = [...wall.values()] as number[];
    judge([
      { name: "whole volume / C bzip2 -d", ratio: whole! / c!, atMost: 1 },
      { name: "whole volume / libbz2 in WebAssembly", ratio: whole! / inWasm!, atMost: 1 },
      { name: "first sweep / C bzip2 -d of all", ratio: first! / c!, atMost: 0.12 },
      { name: "two threads / C bzip2 -d, by the clock", ratio: two! / cWall!, atMost: 0.55 },
      { name: "nexrad-level-2-data / welkin", ratio: theirs! / ours!, atLeast: 4 },
    ]);
  } finally {
    await pool.close();
    rmSync(temporary, { recursive: true });
  }

  function unpack(record: Uint8Array): Uint8Array {
    return wasm.decompress(record, recordBytes, { small: false });
  }
}

/** The bzip2 data of each LDM record. */
function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let offset = 24; offset + 4 < file.length; ) {
    const size = Math.abs(file.readInt32BE(offset));
    records.push(file.subarray(offset + 4, offset + 4 + size));
    offset += 4 + size;
  }
  return records;
}

/** What the peer's users do: parse, then read each sweep's reflectivity. */
function readByPeer(file: Buffer): void {
  const radar = new peer.Level2Radar(file, { logger: false });
  for (const elevation of radar.listElevations()) {
    radar.setElevation(elevation);
    radar.getHighresReflectivity();
  }
}

/** Threads that decompress records into shared memory, which is reused once a record has been read. */
class RecordPool {
  readonly #workers: Worker[];
  /** Number of records pending for each thread. */
  readonly #load: number[];
  readonly #slots = Array.from(
    { length: RECORDS_AHEAD },
    () => new Uint8Array(new SharedArrayBuffer(recordBytes)),
  );
  #sent = 0;
  readonly #waiting = new Map<number, (bytes: Uint8Array) => void>();

  constructor(threads: number) {
    this.#load = Array.from({ length: threads }, () => 0);
    this.#workers = this.#load.map((_, index) => {
      const worker = new Worker(new URL(import.meta.url));
      worker.on("message", ({ id, length, bytes }: Decompressed) => {
        this.#load[index]! -= 1;
        this.#waiting.get(id)?.(bytes ?? this.#slotOf(id).subarray(0, length));
        this.#waiting.delete(id);
      });
      return worker;
    });
  }

  #slotOf(id: number): Uint8Array {
    return this.#slots[id % this.#slots.length]!;
  }

  readonly execute = (record: Uint8Array, maxBytes: number): Promise<Uint8Array> => {
    const id = this.#sent++;
    const idlest = this.#load.indexOf(Math.min(...this.#load));
    this.#load[idlest]! += 1;
    const slot = this.#slotOf(id);
    this.#workers[idlest]!.postMessage({ id, record: record.slice(), maxBytes, slot });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  };

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** A record's length in its slot, or its bytes if they did not fit. */
interface Decompressed {
  readonly id: number;
  readonly length: number;
  readonly bytes?: Uint8Array;
}

/** The worker side of the pool. */
function serve(): void {
  parentPort?.on("message", ({ id, record, maxBytes, slot }) => {
    const bytes = decompressRecord(record, maxBytes, slot);
    const fits = bytes.buffer === slot.buffer;
    parentPort?.postMessage({ id, length: bytes.length, ...(!fits && { bytes }) });
  });
}

if (isMainThread) await compare();
else serve();
