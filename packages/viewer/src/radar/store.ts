import {
  batch,
  createContext,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  useContext,
} from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import { ApiError, inWords, isAbort } from "../shell/http.ts";
import { api, type Entry } from "./api.ts";
import type { HeldProduct, Legend, Moment, Site } from "./api-types.ts";
import { type Frame, FrameLoader, type FrameRequest } from "./frames.ts";
import { lineUpTo, newestLine } from "./line.ts";
import type { News } from "./live.ts";
import { pictureWidth } from "./logic/detail.ts";
import { entryTime, mergeEntries } from "./logic/entries.ts";
import { type Link, readHash } from "./logic/hash.ts";
import { stepFrame, worthFetching } from "./logic/playback.ts";
import { firstProduct, nearest, tiltProduct } from "./logic/products.ts";
import { groupSweeps, hasWished, type SweepWish, wishFor } from "./logic/sweeps.ts";
import { type Preferences, readPreferences, writePreferences } from "./preferences.ts";

export interface State extends Preferences {
  /** Whether there is something to show, and if not, why. */
  phase: "starting" | "ready" | "empty" | "unreachable";
  sites: Site[];
  legends: Legend[];
  site: string | undefined;
  /** Products available for the site, by code. */
  products: HeldProduct[];
  /** Volumes of the site, or files of the chosen product, oldest first. */
  line: Entry[];
  /** Cursor for entries before the first of `line`. */
  earlier: string | undefined;
  /** Whether `line` ends with the newest entry, and so grows as entries arrive. */
  latest: boolean;
  entry: string | undefined;
  moment: Moment;
  wish: SweepWish;
  /** Code of the chosen product; undefined while a moment of volumes is shown. */
  product: string | undefined;
  playing: boolean;
  /** A picture is being loaded. */
  loading: boolean;
  /** The latest error, in plain words. */
  trouble: string | undefined;
}

const lowest: SweepWish = { elevation: 0, pass: 0 };
const clockMs = 20_000;
/** Number of frames preloaded beyond the one shown; fewer of the large pictures, which the service draws on demand. */
const ahead = (width: number) => (width > 1600 ? 2 : 4);

export type Viewer = ReturnType<typeof createViewer>;
export const ViewerContext = createContext<Viewer>();

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("no viewer above this component");
  return viewer;
}

/** The page's whole state, and every action on it. */
export function createViewer() {
  const link = readHash(location.hash);
  const frames = new FrameLoader();
  const [state, set] = createStore<State>({
    ...readPreferences(),
    phase: "starting",
    sites: [],
    legends: [],
    site: undefined,
    products: [],
    line: [],
    earlier: undefined,
    latest: true,
    entry: undefined,
    moment: link.moment ?? "REF",
    wish: lowest,
    product: undefined,
    playing: false,
    loading: false,
    trouble: undefined,
  });
  const [shown, setShown] = createSignal<Frame>();
  const [now, setNow] = createSignal(Date.now());
  const [zoom, setZoom] = createSignal(link.view?.zoom ?? 6.5);

  const site = createMemo(() => state.sites.find(({ id }) => id === state.site));
  const index = createMemo(() => state.line.findIndex(({ id }) => id === state.entry));
  const entry = createMemo(() => state.line[index()]);
  const held = createMemo(() => state.products.find(({ code }) => code === state.product));
  /** The key under which the chosen colour table is stored. */
  const subject = () => state.product ?? state.moment;
  const ownTable = () => ownTableOf(state.legends, state.product ? held() : state.moment);
  const table = createMemo(
    () => state.legends.find((each) => each.table === state.tables[subject()]) ?? ownTable(),
  );
  const groups = createMemo(() => {
    const detail = shown()?.volume?.detail;
    return detail ? groupSweeps(detail.sweepList, state.moment, detail.time) : [];
  });
  const width = createMemo(() => pictureWidth(zoom(), state.playing));

  const requestFor = ({ id, growing, sweeps }: Entry): FrameRequest => ({
    site: state.site!,
    entry: id,
    sweeps: growing ? sweeps : undefined,
    subject: state.product
      ? { kind: "product", code: state.product }
      : { kind: "moment", moment: state.moment, wish: { ...state.wish } },
    width: width(),
    table: state.tables[subject()],
    smooth: state.smooth,
  });

  const wanted = createMemo(() => (state.site && entry() ? requestFor(entry()!) : undefined));

  let loading = new AbortController();
  createEffect(
    on(wanted, async (request) => {
      loading.abort();
      if (!request) return;
      loading = new AbortController();
      const { signal } = loading;
      try {
        set("loading", frames.peek(request) === undefined);
        setShown(await frames.load(request, signal));
        set({ loading: false, trouble: undefined });
        void prefetch(signal);
      } catch (error) {
        if (signal.aborted || isAbort(error)) return;
        set({ loading: false, playing: false, trouble: inWords(error) });
      }
    }),
  );

  /** Preloads the neighbours, one after another so that a requested frame never has to wait for them. */
  async function prefetch(signal: AbortSignal) {
    const options = { playing: state.playing, loop: state.loop, ahead: ahead(width()) };
    for (const i of worthFetching(index(), state.line.length, options)) {
      const request = requestFor(state.line[i]!);
      await frames.load(request, signal).catch(() => {});
      if (signal.aborted) return;
    }
  }

  // "4 min ago" must be updated.
  const timer = setInterval(() => setNow(Date.now()), clockMs);
  onCleanup(() => clearInterval(timer));

  createEffect(() => {
    const { opacity, smooth, speed, loop, storms, tables } = state;
    writePreferences({ opacity, smooth, speed, loop, storms, tables: { ...tables } });
  });

  async function start() {
    try {
      const [sites, legends] = await Promise.all([api.sites(), api.legends()]);
      set({ sites, legends });
      await open(link);
    } catch (error) {
      fail(error);
    }
  }

  let openings = 0;

  /** Shows what a link names; otherwise the newest entry of the first real site, which has the newest data. */
  async function open(to: Link) {
    openings += 1;
    const turn = openings;
    const held = state.sites.filter(isHeld);
    const chosen = to.site ?? (held.find(({ simulated }) => !simulated) ?? held[0])?.id;
    if (!chosen) return void set("phase", "empty");
    const moment = to.moment ?? state.moment;
    const products = await api.products(chosen);
    const asked = products.some(({ code }) => code === to.product) ? to.product : undefined;
    const isVolumes = !asked && state.sites.some(({ id, volumes }) => id === chosen && volumes);
    const product = isVolumes ? undefined : (asked ?? firstProduct(products));
    const linked = to.product ? to.id : to.volume;
    const wanted = linked ? { id: linked, time: entryTime(linked, 1) } : undefined;
    const line = await lineUpTo(chosen, product, wanted);
    const found =
      line.line.find(({ id }) => id === linked) ?? (await newestOf(chosen, line.line, moment));
    const wish =
      found && !product && found.id === linked && to.sweep !== undefined
        ? await wishOf(chosen, found, to.sweep, moment)
        : undefined;
    // Another site or link was chosen meanwhile.
    if (turn !== openings) return;
    const phase = found ? "ready" : "empty";
    batch(() => {
      set({ ...line, site: chosen, products, product, entry: found?.id, moment, phase });
      if (wish) set("wish", reconcile(wish));
      if (to.product !== asked || (linked && found?.id !== linked)) {
        set("trouble", "What this link refers to is no longer held here. This is the newest.");
      }
    });
  }

  async function groupsOf(id: string, { id: name, growing, sweeps }: Entry, moment: Moment) {
    const detail = await frames.volume(id, name, growing ? sweeps : undefined);
    return groupSweeps(detail.sweepList, moment, detail.time);
  }

  async function wishOf(id: string, volume: Entry, sweep: number, moment: Moment) {
    return wishFor(await groupsOf(id, volume, moment), sweep);
  }

  /** The newest entry of a timeline; the one before it while the newest is still growing and lacks what is to be shown. */
  async function newestOf(id: string, line: readonly Entry[], moment: Moment) {
    const [before, newest] = line.slice(-2);
    if (!before || !newest?.growing) return line.at(-1);
    return hasWished(await groupsOf(id, newest, moment), state.wish) ? newest : before;
  }

  /** Switches to a product of the same site, or back to its volumes, at the nearest available time. */
  async function turnTo(product: string | undefined, moment: Moment = state.moment) {
    if (product === state.product) return void set("moment", moment);
    openings += 1;
    const turn = openings;
    const id = state.site!;
    const before = entry();
    const isNewest = isAtEnd();
    const line = await (isNewest
      ? newestLine(id, product)
      : lineUpTo(id, product, before && { time: before.time }));
    if (turn !== openings) return;
    const found =
      isNewest || !before ? await newestOf(id, line.line, moment) : nearest(line.line, before.time);
    if (!found) return void set("trouble", "Its data is no longer held here.");
    set({
      ...line,
      product,
      moment,
      entry: found.id,
      playing: state.playing && line.line.length > 1,
    });
  }

  /** Whether the error shown is that the service did not respond. */
  let away = false;

  /** Loads what is new; returns whether the service responded. */
  async function refresh(news?: News[]): Promise<boolean> {
    setNow(Date.now());
    if (state.phase === "unreachable" || state.phase === "empty") {
      await start();
      return state.phase !== "unreachable";
    }
    try {
      if (!news || news.some(isFirstOfItsKind)) set("sites", reconcile(await api.sites()));
      if (away) set("trouble", undefined);
      away = false;
      const id = state.site;
      if (!id) return true;
      const here = news?.filter((each) => each.site === id);
      if (!here || here.some(({ code }) => code)) await followProducts(id);
      const isOfLine = !here || here.some(({ code }) => code === state.product);
      if (state.latest && isOfLine) await followLine(id);
      return true;
    } catch (error) {
      away = error instanceof ApiError && error.code === "UNREACHABLE";
      if (away) set("trouble", inWords(error));
      return false;
    }
  }

  /** Whether it is the first entry of its kind at its site; for others the lists need not be requested. */
  function isFirstOfItsKind({ site, code }: News): boolean {
    const known = state.sites.find(({ id }) => id === site);
    return !known || (code ? known.products : known.volumes) === 0;
  }

  async function followProducts(id: string) {
    const products = await api.products(id);
    if (state.site === id) set("products", reconcile(products, { key: "code" }));
  }

  /** Merges the newest page into the timeline; moves to its end if that was shown. */
  async function followLine(id: string) {
    const { product } = state;
    const page = await api.entries(id, product, {});
    if (state.site !== id || state.product !== product) return;
    const following = isAtEnd() && !state.playing;
    const merged = mergeEntries(unwrap(state.line), page.entries);
    const newest = await newestOf(id, merged, state.moment);
    if (state.site !== id || state.product !== product) return;
    batch(() => {
      set("line", reconcile(merged));
      if (following || index() < 0) set("entry", newest?.id);
    });
  }

  /** Whether the newest entry is shown, or the one before it while the newest is still growing. */
  function isAtEnd(): boolean {
    const fromEnd = state.line.length - 1 - index();
    return (
      state.latest && (fromEnd === 0 || (fromEnd === 1 && state.line.at(-1)?.growing === true))
    );
  }

  function fail(error: unknown) {
    const phase = state.line.length > 0 ? "ready" : "unreachable";
    set({ phase, trouble: inWords(error) });
  }

  const actions = {
    start,
    refresh,
    async openSite(id: string) {
      set({ playing: false, trouble: undefined });
      await open({ site: id }).catch(fail);
    },
    async openLink(to: Link) {
      set({ playing: false, trouble: undefined });
      await open(to).catch(fail);
    },
    /** Shows the result of an upload. */
    async openUploaded(to: Link) {
      await refresh();
      await open(to).catch(fail);
    },
    async openLatest() {
      const { site, product } = state;
      if (site) await actions.openLink({ site, ...(product && { product }) });
    },
    async loadEarlier() {
      if (!state.site || !state.earlier) return;
      const page = await api
        .entries(state.site, state.product, { cursor: state.earlier })
        .catch(fail);
      if (!page) return;
      set("line", (line) => [...page.entries.toReversed(), ...line]);
      set("earlier", page.next);
    },
    /** Shows the frame at this place in the timeline, on the user's request, so playback stops. */
    goTo(place: number) {
      set({ playing: false, entry: state.line[place]?.id ?? state.entry });
    },
    step(by: number) {
      actions.goTo(stepFrame(index(), by, state.line.length));
    },
    /** Resolves once the frame at this place is available, or has failed. */
    async prepare(place: number, signal: AbortSignal) {
      const entry = state.line[place];
      if (entry) await frames.load(requestFor(entry), signal).catch(() => {});
    },
    /** Shows the frame at this place; playback continues. */
    show(place: number) {
      const entry = state.line[place];
      if (entry) set("entry", entry.id);
    },
    setPlaying: (playing: boolean) => set("playing", playing && state.line.length > 1),
    setMoment: (moment: Moment) => turnTo(undefined, moment).catch(fail),
    setProduct: (code: string) => turnTo(code).catch(fail),
    setWish: (wish: SweepWish) => set("wish", reconcile(wish)),
    /** Moves up or down by whole elevations. */
    tilt(by: number) {
      if (state.product) {
        const code = tiltProduct(state.products, state.product, by);
        return void (code && actions.setProduct(code));
      }
      const elevation = shown()?.volume?.choice.wish.elevation;
      const at = groups().findIndex((group) => group.elevation === elevation);
      const next = groups()[at + by]?.choices[0];
      if (next) set("wish", reconcile(next.wish));
    },
    setTable(name: string) {
      const { [subject()]: _, ...others } = state.tables;
      const isOwn = ownTable()?.table === name;
      set("tables", reconcile(isOwn ? others : { ...others, [subject()]: name }));
    },
    prefer: (change: Partial<Preferences>) => set(change),
    setZoom,
    dismissTrouble: () => set("trouble", undefined),
    report: (trouble: string) => set("trouble", trouble),
  };

  return { state, link, site, index, entry, held, table, groups, shown, now, ...actions };
}

/** Whether there is any data for a site. */
export const isHeld = ({ volumes, products }: Site): boolean => volumes > 0 || products > 0;

/** The default table of a moment or product. */
function ownTableOf(
  legends: readonly Legend[],
  subject: Moment | HeldProduct | undefined,
): Legend | undefined {
  return typeof subject === "string"
    ? legends.find(({ moments }) => moments.includes(subject))
    : legends.find(({ table }) => table === subject?.table);
}
