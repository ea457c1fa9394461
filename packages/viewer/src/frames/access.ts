import { createSignal } from "solid-js";

/**
 * The token that an archive gave a visitor, for frames that are not public. Kept while the tab is open, and sent with
 * requests of this page to its own service, which passes it to the archive: never part of an address.
 */
const key = "welkin.archive-token";

const [token, setToken] = createSignal(kept());

export { token };

/** The only kind of archive that requires a token. */
const asking = "ocs";
export const asksWho = (archive: string): boolean => archive === asking;

/** What a header may contain: a token, or a scheme and a token. */
const sendable = /^[\x21-\x7e]+( [\x21-\x7e]+)?$/;
export const isToken = (text: string): boolean => sendable.test(text.trim());

/** Sets the token, or forgets it. */
export function useToken(text: string | undefined): void {
  const given = text?.trim() || undefined;
  setToken(given);
  try {
    if (given === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, given);
  } catch {
    // Storage is blocked or full: the token is kept until the page is left.
  }
}

/** The headers for a request for a frame; with no frame, if it is not known yet which archive has it. */
export function credentials(frame?: { readonly archive: string }): Record<string, string> {
  const text = token();
  if (text === undefined || (frame && !asksWho(frame.archive))) return {};
  // OCS archives know `Token …` and `Bearer …`; an explicit scheme is kept.
  return { authorization: text.includes(" ") ? text : `Token ${text}` };
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
