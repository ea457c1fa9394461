import { createSignal, Show } from "solid-js";
import { isToken, token, useToken } from "../access.ts";

/** Asks for the token with which an archive shows frames that are not public. It is never part of an address. */
export function TokenForm(props: { onDone?: () => void }) {
  const [wrong, setWrong] = createSignal(false);
  let input!: HTMLInputElement;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setWrong(!isToken(input.value));
    if (wrong()) return;
    useToken(input.value);
    input.value = "";
    props.onDone?.();
  }

  return (
    <form class="token" method="dialog" onSubmit={submit}>
      <label class="field">
        <span>Archive token</span>
        <input
          ref={input}
          type="password"
          required
          autocomplete="off"
          spellcheck={false}
          aria-invalid={wrong()}
          aria-describedby="token-note"
        />
      </label>
      <Show when={wrong()}>
        <p class="trouble" role="alert">
          A token is one word of letters, digits and signs.
        </p>
      </Show>
      <p class="note" id="token-note">
        You find it in your profile at the observatory. It is kept until this tab is closed, and
        goes to this service, which hands it to the archive and does not keep it.
      </p>
      <p class="token-buttons">
        <button type="submit" class="primary">
          Use it
        </button>
        <Show when={token() !== undefined}>
          <button
            type="button"
            class="plain"
            onClick={() => {
              useToken(undefined);
              props.onDone?.();
            }}
          >
            Forget the current one
          </button>
        </Show>
      </p>
    </form>
  );
}
