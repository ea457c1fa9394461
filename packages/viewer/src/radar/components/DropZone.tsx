import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";

/** The whole page accepts dropped files. */
export function DropZone(props: { children: JSX.Element; onFiles: (files: File[]) => void }) {
  const [over, setOver] = createSignal(false);

  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const onOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    props.onFiles([...event.dataTransfer!.files]);
  };

  onMount(() => {
    const listeners = { dragover: onOver, dragleave: onLeave, drop: onDrop };
    const entries = Object.entries(listeners) as [keyof typeof listeners, typeof onOver][];
    for (const [type, listener] of entries) addEventListener(type, listener);
    onCleanup(() => {
      for (const [type, listener] of entries) removeEventListener(type, listener);
    });
  });

  return (
    <>
      {props.children}
      <Show when={over()}>
        <div class="drop" aria-hidden="true">
          <p>Drop radar files to add them</p>
        </div>
      </Show>
    </>
  );
}
