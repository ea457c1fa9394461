export type { Field } from "./exact.ts";
export {
  type InverseAnswer,
  type InverseObject,
  type InverseOptions,
  type InverseQuestion,
  InverseSearch,
} from "./inverse.ts";
