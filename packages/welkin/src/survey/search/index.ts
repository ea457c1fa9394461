export { SurveySearch } from "./search.ts";
export type {
  BatchItem,
  BatchSearch,
  FixedResult,
  FixedSearch,
  Hit,
  MovingResult,
  MovingSearch,
  SearchProgress,
  SearchWindow,
  Sight,
} from "./types.ts";
