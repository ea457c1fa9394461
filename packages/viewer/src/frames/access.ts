import { createSignal } from "solid-js";

/**
 * The token that an archive gave a visitor, for frames that it does not show to everybody. Kept as long as the tab is open,
 * and sent with requests of this page to its own service, which hands it to the archive: never part of an address.
 */
const key = "welkin.archive-token";

const [token, setToken] = createSignal(kept());

export { token };

/** The one kind of archive that asks who is asking. */
const asking = "ocs";
export const asksWho = (archive: string): boolean => archive === asking;

/** What a header may hold: a token, or a scheme and a token. */
const sendable = /^[\x21-\x7e]+( [\x21-\x7e]+)?$/;
export const isToken = (text: string): boolean => sendable.test(text.trim());

/** Takes a token, or forgets it. */
export function useToken(text: string | undefined): void {
  const given = text?.trim() || undefined;
  setToken(given);
  try {
    if (given === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, given);
  } catch {
    // Storage is barred or full: the token is known until the page is left.
  }
}

/** What is sent with a request for a frame; with nothing, where nobody knows yet whose it is. */
export function credentials(frame?: { readonly archive: string }): Record<string, string> {
  const text = token();
  if (text === undefined || (frame && !asksWho(frame.archive))) return {};
  // OCS archives know `Token …` and `Bearer …`; who gives a scheme means it.
  return { authorization: text.includes(" ") ? text : `Token ${text}` };
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
