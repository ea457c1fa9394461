export { SurveySearch } from "./search.ts";
export type {
  BatchItem,
  BatchSearch,
  FixedSearch,
  Hit,
  MovingResult,
  MovingSearch,
  SearchProgress,
  SearchWindow,
  Sight,
} from "./types.ts";
