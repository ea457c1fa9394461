import { isMainThread, threadId } from "node:worker_threads";

export const whereAmI = () => ({ main: isMainThread, threadId });

let calls = 0;
export const count = () => ++calls;

export const sum = (bytes: Uint8Array) => bytes.reduce((total, byte) => total + byte, 0);

let last: { values: Float32Array<ArrayBuffer>; small: Buffer } | undefined;
export function nested(length: number) {
  const values = new Float32Array(length).fill(1.5);
  const small = Buffer.from("small");
  last = { values, small };
  return {
    layers: new Map([["a", { values }]]),
    twice: [values, values.subarray(0)],
    small: small as Uint8Array,
  };
}
export const lastDetached = () => ({
  large: last?.values.buffer.detached,
  small: (last?.small.buffer as ArrayBuffer | undefined)?.detached,
});

export function fail(): never {
  const error = new Error("Record 37 is cut short.");
  error.name = "Level2Error";
  throw Object.assign(error, { code: "LEVEL2_TRUNCATED", where: { record: 37 } });
}

export function throwText(): never {
  throw "plain";
}

export const giveFunction = () => () => 1;

export function spin(): never {
  for (;;) Math.sqrt(2);
}

export const rest = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

export const exit = () => process.exit(3);

export const uncaught = () =>
  new Promise<never>(() => {
    setTimeout(() => {
      throw new Error("from a timer");
    });
  });

export function fillHeap(): never {
  const held: number[][] = [];
  for (;;) held.push(new Array(100_000).fill(held.length + 0.5));
}
