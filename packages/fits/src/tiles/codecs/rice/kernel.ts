import {
  type Code,
  get,
  giveBack,
  I32,
  I64,
  i32,
  i64,
  loop,
  moduleBytes,
  type Routine,
  select,
  sequence,
  set,
  store,
  when,
} from "../../assembler.ts";
import { RICE_CODES } from "./codes.ts";

/**
 * Rice decoding in WebAssembly, four differences at a time from a 64-bit word: twice as fast as differences on
 * JavaScript's 32-bit integers. Written here instruction by instruction, so that it needs no build tool and there is
 * no blob to trust.
 */

// Parameters and locals. The word is kept with its next bit on top and zeros below the valid bits.
const [input, end, output, count, blockSize, word, ahead] = [0, 1, 2, 3, 4, 5, 6] as const;
const [valid, last, outputEnd, blockEnd, split, zeros, used, folded, total, sum, stop] = [
  7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
] as const;
const PARAMETERS = [I32, I32, I32, I32, I32];
const LOCALS = [
  [2, I64],
  [11, I32],
] as const;

const n = i32.constant;
const bigEndian: Code = i32.or(
  i32.and(i32.rotl(i32.load(get(input)), n(8)), n(0x00ff00ff)),
  i32.and(i32.rotl(i32.load(get(input)), n(24)), n(0xff00ff00)),
);

/** With 32 valid bits or fewer, takes 32 more from the input. */
const refill: Code = when(i32.le(get(valid), n(32)), [
  ...set(
    word,
    i64.or(get(word), i64.shl(i64.extend(bigEndian), i64.extend(i32.sub(n(32), get(valid))))),
  ),
  ...set(valid, i32.add(get(valid), n(32))),
  ...set(input, i32.add(get(input), n(4))),
]);

/** The next bits as a number; possibly none. */
const peek = (bits: Code): Code =>
  i32.wrap(i64.shrU(i64.shrU(get(word), i64.constant(1)), i64.extend(i32.sub(n(63), bits))));

/** Drops up to 63 bits. */
const drop = (bits: Code): Code => [
  ...set(word, i64.shl(get(word), i64.extend(bits))),
  ...set(valid, i32.sub(get(valid), bits)),
];

const tornOff = giveBack(n(1));

/** 0, −1, 1, −2, 2, … */
const unfolded: Code = i32.xor(
  i32.shrU(get(folded), n(1)),
  i32.sub(n(0), i32.and(get(folded), n(1))),
);

/** Adds the signed value of a folded difference to the last value, and writes the sum. */
const putNext = (bytes: number): Code => [
  ...set(last, i32.add(get(last), unfolded)),
  ...put(bytes),
];

const put = (bytes: number): Code => [
  ...store(bytes, get(output), get(last)),
  ...set(output, i32.add(get(output), n(bytes))),
];

/** A high part longer than what the word is certain to contain. */
const longDifference: Code = [
  ...set(zeros, n(0)),
  ...loop(i64.isZero(get(word)), [
    ...set(zeros, i32.add(get(zeros), get(valid))),
    ...set(valid, n(0)),
    ...refill,
    ...when(i32.gt(get(input), i32.add(get(end), n(4))), tornOff),
  ]),
  ...set(used, i32.wrap(i64.clz(get(word)))),
  ...set(zeros, i32.add(get(zeros), get(used))),
  ...drop(get(used)),
  ...drop(n(1)),
  ...refill,
  ...refill,
  ...set(folded, i32.add(i32.shl(get(zeros), get(split)), peek(get(split)))),
  ...drop(get(split)),
  ...refill,
  ...refill,
];

const difference: Code = [
  ...set(zeros, i32.wrap(i64.clz(get(word)))),
  ...set(used, i32.add(i32.add(get(zeros), get(split)), n(1))),
  ...when(
    i32.le(get(used), n(33)),
    [
      // After the zeros come the stop bit and the low bits: taken together, with the stop bit removed.
      ...set(
        folded,
        i32.add(
          i32.shl(i32.sub(get(zeros), n(1)), get(split)),
          i32.wrap(i64.shrU(get(word), i64.extend(i32.sub(n(64), get(used))))),
        ),
      ),
      ...drop(get(used)),
      ...refill,
    ],
    longDifference,
  ),
];

/** Fills the word to 57 bits or more, without a branch that could be mispredicted; requires one valid bit. */
const fill: Code = [
  ...set(
    word,
    i64.or(
      get(word),
      i64.shrU(
        i64.shrU(i64.loadBigEndian(get(input)), i64.constant(1)),
        i64.extend(i32.sub(get(valid), n(1))),
      ),
    ),
  ),
  ...set(used, i32.shrU(i32.sub(n(64), get(valid)), n(3))),
  ...set(input, i32.add(get(input), get(used))),
  ...set(valid, i32.add(get(valid), i32.shl(get(used), n(3)))),
];

/**
 * This many differences from the available bits, with their total length tested only at the end: if it exceeds what
 * was available, all of them are discarded and taken one by one.
 */
function together(differences: number, bytes: number, low: number): Code {
  const one = (index: number): Code =>
    sequence(
      set(zeros, i32.wrap(i64.clz(get(ahead)))),
      set(total, i32.add(get(total), get(zeros))),
      set(ahead, i64.shl(get(ahead), i64.extend(get(zeros)))),
      set(
        folded,
        i32.add(
          i32.shl(i32.sub(get(zeros), n(1)), n(low)),
          i32.wrap(i64.shrU(get(ahead), i64.constant(63 - low))),
        ),
      ),
      set(ahead, i64.shl(get(ahead), i64.constant(low + 1))),
      set(sum, i32.add(get(sum), unfolded)),
      store(bytes, get(output), get(sum), index * bytes),
    );
  const group = n(differences * bytes);
  const commit = sequence(
    set(word, get(ahead)),
    set(last, get(sum)),
    set(valid, i32.sub(get(valid), get(total))),
    set(output, i32.add(get(output), group)),
  );
  const oneByOne = sequence(
    set(stop, i32.add(get(output), group)),
    loop(i32.lt(get(output), get(stop)), sequence(difference, putNext(bytes))),
  );
  const body = sequence(
    fill,
    set(ahead, get(word)),
    set(sum, get(last)),
    set(total, n(differences * (low + 1))),
    ...Array.from({ length: differences }, (_, index) => one(index)),
    when(i32.lt(get(total), get(valid)), commit, oneByOne),
  );
  return loop(i32.le(i32.add(get(output), group), get(blockEnd)), body);
}

/** With few low bits, four differences nearly always fit in 57 bits. */
const FOUR_UP_TO = 9;

/** As many differences as come in groups; separate code for each number of low bits, so that shifts are constant. */
function groups(bytes: number): Code {
  const { verbatim } = RICE_CODES[bytes] as { verbatim: number };
  const most = Math.min(verbatim - 1, FOUR_UP_TO);
  const each = (low: number) => when(i32.eq(get(split), n(low)), together(4, bytes, low));
  return sequence(...Array.from({ length: most + 1 }, (_, low) => each(low)));
}

function routine(bytes: number): Routine {
  const { codeBits, verbatim } = RICE_CODES[bytes] as { codeBits: number; verbatim: number };
  const bits = n(8 * bytes);
  const step = n(Math.log2(bytes));
  const each = (body: Code): Code => loop(i32.lt(get(output), get(blockEnd)), body);
  const body: Code = [
    ...refill,
    ...refill,
    ...set(last, peek(bits)),
    ...drop(bits),
    ...refill,
    ...set(outputEnd, i32.add(get(output), i32.shl(get(count), step))),
    ...loop(i32.lt(get(output), get(outputEnd)), [
      ...set(split, i32.sub(peek(n(codeBits)), n(1))),
      ...drop(n(codeBits)),
      ...refill,
      ...set(blockEnd, i32.add(get(output), i32.shl(get(blockSize), step))),
      ...set(
        blockEnd,
        select(get(blockEnd), get(outputEnd), i32.lt(get(blockEnd), get(outputEnd))),
      ),
      ...when(
        i32.lt(get(split), n(0)),
        each(put(bytes)),
        when(
          i32.eq(get(split), n(verbatim)),
          each([...set(folded, peek(bits)), ...drop(bits), ...refill, ...putNext(bytes)]),
          sequence(groups(bytes), refill, each([...difference, ...putNext(bytes)])),
        ),
      ),
      // More bits were taken than exist.
      ...when(i32.gt(i32.shl(i32.sub(get(input), get(end)), n(3)), get(valid)), tornOff),
    ]),
    ...n(0),
  ];
  return { name: "decode", parameters: PARAMETERS, result: I32, locals: LOCALS, body };
}

type Decode = (input: number, end: number, output: number, count: number, block: number) => number;

export interface RiceKernel {
  memory: WebAssembly.Memory;
  decode: Decode;
}

/** The kernel for a BYTEPIX; undefined if WebAssembly or its vector instructions are missing or forbidden. */
export function riceKernel(bytePix: number): RiceKernel | undefined {
  if (!kernels.has(bytePix)) kernels.set(bytePix, compile(bytePix));
  return kernels.get(bytePix);
}

const kernels = new Map<number, RiceKernel | undefined>();

function compile(bytePix: number): RiceKernel | undefined {
  try {
    const bytes = moduleBytes(routine(bytePix));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    const { memory, decode } = exports;
    return { memory: memory as WebAssembly.Memory, decode: decode as Decode };
  } catch {
    return;
  }
}
