import { createResource, createSignal, onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import { inWords, isAbort } from "../shell/http.ts";
import { followJob } from "../shell/jobs.ts";
import { readAddress, writeAddress } from "../shell/sections.ts";
import {
  type Curves,
  type Hit,
  type Question,
  questionNames,
  type SearchView,
  surveyApi,
} from "./api.ts";

interface State {
  /** The latest search; its answer is what is shown. */
  asked: Question | undefined;
  busy: boolean;
  /** The progress of a search, 0 to 1, and its current step. */
  progress: number;
  note: string;
  search: SearchView | undefined;
  hits: Hit[];
  count: number | undefined;
  next: string | undefined;
  curves: Curves | undefined;
  trouble: string | undefined;
}

const nothing: State = {
  asked: undefined,
  busy: false,
  progress: 0,
  note: "",
  search: undefined,
  hits: [],
  count: undefined,
  next: undefined,
  curves: undefined,
  trouble: undefined,
};

/** Searches and their answers: the page's whole state. */
export function createSurvey() {
  const [state, set] = createStore<State>({ ...nothing });
  const [question, setQuestion] = createSignal(readQuestion());
  const [sources] = createResource(() => surveyApi.sources());
  let asking = new AbortController();

  async function ask(given: Question) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const asked = filled(given);
    setQuestion(asked);
    history.replaceState(null, "", writeAddress("survey", { ...asked }));
    set({ ...nothing, asked, busy: true });
    try {
      if (asked.target) await moving(asked, signal);
      else await fixed(asked, undefined, signal);
    } catch (error) {
      if (!isAbort(error)) set("trouble", inWords(error));
    } finally {
      if (!signal.aborted) set({ busy: false, progress: 1 });
    }
  }

  async function moving(asked: Question, signal: AbortSignal) {
    let search = await surveyApi.search(asked, signal);
    set("search", search);
    if (search.job && !search.ended) {
      await followJob(
        search.job,
        ({ progress, note = "Looking" }) => set({ progress, note }),
        signal,
      );
    }
    search = await surveyApi.status(search.id, signal);
    set({ search, count: search.count });
    if (search.error) set("trouble", search.error.message);
    await page(search.id, undefined, signal);
  }

  async function page(id: string, cursor: string | undefined, signal: AbortSignal) {
    const { hits, next, light_curve, sky_motion } = await surveyApi.results(id, cursor, signal);
    set((held) => ({
      hits: [...held.hits, ...hits],
      next,
      curves: joined(held.curves, { light_curve, sky_motion }),
    }));
  }

  async function fixed(asked: Question, cursor: string | undefined, signal: AbortSignal) {
    const { observations, next } = await surveyApi.fixed(asked, cursor, signal);
    const hits = cursor === undefined ? observations : [...state.hits, ...observations];
    set({ hits, next, count: next === undefined ? hits.length : undefined });
  }

  async function more() {
    const { search, next, asked } = state;
    if (!next || !asked) return;
    set("next", undefined);
    try {
      if (search) await page(search.id, next, asking.signal);
      else await fixed(asked, next, asking.signal);
    } catch (error) {
      if (!isAbort(error)) set({ trouble: inWords(error), next });
    }
  }

  const onHash = () => {
    if (readAddress(location.hash).section === "survey") start();
  };
  function start() {
    const given = readQuestion();
    setQuestion(given);
    if (given.target || (given.ra && given.dec)) void ask(given);
  }
  addEventListener("hashchange", onHash);
  onCleanup(() => {
    asking.abort();
    removeEventListener("hashchange", onHash);
  });
  start();

  return { state, question, sources, ask, more };
}

export type SurveyStore = ReturnType<typeof createSurvey>;

function readQuestion(): Question {
  const { query } = readAddress(location.hash);
  return filled(Object.fromEntries(questionNames.map((name) => [name, query.get(name) ?? ""])));
}

/** Without empty parameters. */
function filled(question: Question): Question {
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value)) as Question;
}

function joined(held: Curves | undefined, more: Curves): Curves {
  if (!held) return more;
  const join = <T extends Record<string, unknown[]>>(one: T, other: T): T =>
    Object.fromEntries(
      Object.entries(one).map(([name, values]) => [name, [...values, ...other[name]!]]),
    ) as T;
  return {
    light_curve: join(held.light_curve, more.light_curve),
    sky_motion: join(held.sky_motion, more.sky_motion),
  };
}
