import type { JSX } from "solid-js";

const icon = (paths: () => JSX.Element) => () => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
    {paths()}
  </svg>
);

export const PlayIcon = icon(() => <path class="solid" d="M6 3.8v12.4L16 10Z" />);
export const PauseIcon = icon(() => <path class="solid" d="M5.5 4h3v12h-3zM11.5 4h3v12h-3z" />);
export const PreviousIcon = icon(() => <path d="M12.5 4.5 7 10l5.5 5.5" />);
export const NextIcon = icon(() => <path d="M7.5 4.5 13 10l-5.5 5.5" />);
export const LatestIcon = icon(() => <path d="M5 4.5 10.5 10 5 15.5M14.5 4.5v11" />);
export const LoopIcon = icon(() => (
  <path d="M4 9.5A4.5 4.5 0 0 1 8.5 5H16m-2.5-2.5L16 5l-2.5 2.5M16 10.5A4.5 4.5 0 0 1 11.5 15H4m2.5 2.5L4 15l2.5-2.5" />
));
export const SunIcon = icon(() => (
  <>
    <circle cx="10" cy="10" r="3.4" />
    <path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4" />
  </>
));
export const MoonIcon = icon(() => <path d="M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12Z" />);
export const UploadIcon = icon(() => (
  <path d="M10 13V3.5m-3.5 3.5L10 3.5 13.5 7M3.5 12.5v2.5a1.5 1.5 0 0 0 1.5 1.5h10a1.5 1.5 0 0 0 1.5-1.5v-2.5" />
));
export const HelpIcon = icon(() => (
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M8 8a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M10 13.8v.1" />
  </>
));
export const CloseIcon = icon(() => <path d="m5 5 10 10M15 5 5 15" />);
export const SettingsIcon = icon(() => (
  <>
    <path d="M3 6h7.5M14.5 6H17M3 14h2.5M9.5 14H17" />
    <circle cx="12.5" cy="6" r="2" />
    <circle cx="7.5" cy="14" r="2" />
  </>
));
export const CentreIcon = icon(() => (
  <>
    <circle cx="10" cy="10" r="4.5" />
    <path d="M10 2.5v3M10 14.5v3M2.5 10h3M14.5 10h3" />
  </>
));
export const KeyIcon = icon(() => (
  <>
    <circle cx="6.5" cy="13.5" r="3.5" />
    <path d="M9 11 16.5 3.5M13.5 6.5l2.5 2.5" />
  </>
));
