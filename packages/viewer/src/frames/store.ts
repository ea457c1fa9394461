import { createEffect, createMemo, createResource, createSignal, onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import { inWords, isAbort } from "../shell/http.ts";
import { readAddress, writeAddress } from "../shell/sections.ts";
import { token } from "./access.ts";
import { type FrameInfo, framesApi, type ListedFrame, type Look, lookNames } from "./api.ts";

/** Pause in typing after which the list is requested. */
const typingMs = 250;

/** The listed frames, and the one shown: the page's whole state. */
export function createFrames() {
  const [list, setList] = createStore<{
    frames: ListedFrame[];
    next?: string | undefined;
    loading: boolean;
    trouble?: string | undefined;
  }>({ frames: [], loading: true });
  const [search, setSearch] = createSignal("");
  const [chosen, setChosen] = createSignal(readChoice());
  let asking = new AbortController();

  /** With another token an archive may show what it did not before. */
  const wanted = createMemo(() => ({ id: chosen().id, token: token() }), undefined, {
    equals: (one, other) => one.id === other.id && one.token === other.token,
  });
  const [info, { refetch }] = createResource(
    () => wanted().id !== undefined && wanted(),
    ({ id }): Promise<FrameInfo> => framesApi.info(id!),
  );
  const [asksWho] = createResource(() => framesApi.asksWho().catch(() => false));

  async function load(cursor?: string) {
    asking.abort();
    asking = new AbortController();
    setList("loading", true);
    try {
      const query = { basename: search().trim() || undefined, cursor };
      const page = await framesApi.list(query, asking.signal);
      setList((held) => ({
        frames: cursor === undefined ? page.frames : [...held.frames, ...page.frames],
        next: page.next,
        loading: false,
        trouble: undefined,
      }));
      const [first] = page.frames;
      if (first && chosen().id === undefined) open(first.id);
    } catch (error) {
      if (!isAbort(error)) setList({ loading: false, trouble: inWords(error) });
    }
  }

  function open(id: string) {
    setChosen({ ...chosen(), id });
  }

  function change(look: Look) {
    const merged = { ...chosen().look, ...look };
    const said = Object.entries(merged).filter(([, value]) => value !== undefined && value !== "");
    setChosen({ ...chosen(), look: Object.fromEntries(said) });
  }

  let typing: ReturnType<typeof setTimeout> | undefined;
  createEffect((before) => {
    const text = search();
    clearTimeout(typing);
    if (before === undefined) void load();
    else typing = setTimeout(() => void load(), typingMs);
    return text;
  });

  createEffect(() => {
    const { id, look } = chosen();
    history.replaceState(null, "", writeAddress("frames", { id, ...look }));
  });
  const onHash = () => {
    const { section } = readAddress(location.hash);
    if (section === "frames") setChosen(readChoice());
  };
  addEventListener("hashchange", onHash);
  onCleanup(() => {
    asking.abort();
    clearTimeout(typing);
    removeEventListener("hashchange", onHash);
  });

  /** Moves through the list, relative to the frame shown. */
  function step(by: number) {
    const at = list.frames.findIndex(({ id }) => id === chosen().id);
    const next = list.frames[Math.max(0, at + by)];
    if (next) open(next.id);
  }

  return {
    list,
    search,
    setSearch,
    more: () => list.next && !list.loading && void load(list.next),
    retry: () => {
      void load();
      void refetch();
    },
    id: () => chosen().id,
    look: () => chosen().look,
    info,
    asksWho: () => asksWho.latest ?? false,
    open,
    change,
    step,
  };
}

export type FramesStore = ReturnType<typeof createFrames>;

function readChoice(): { id: string | undefined; look: Look } {
  const { query } = readAddress(location.hash);
  const look = lookNames.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { id: query.get("id") ?? undefined, look: Object.fromEntries(look) };
}
