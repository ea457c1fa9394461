export type { Field } from "./exact.ts";
export { InverseSearch } from "./inverse.ts";
export type {
  InverseAnswer,
  InverseObject,
  InverseOptions,
  InverseQuestion,
} from "./question.ts";
