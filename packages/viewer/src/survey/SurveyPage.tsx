import "./styles/survey.css";
import { createEffect, createSignal, Show } from "solid-js";
import { HelpDialog } from "../shell/HelpDialog.tsx";
import { createShortcuts } from "../shell/shortcuts.ts";
import { TopBar } from "../shell/TopBar.tsx";
import { useTheme } from "../shell/theme.ts";
import { Answer } from "./components/Answer.tsx";
import { SearchForm } from "./components/SearchForm.tsx";
import { SourceList } from "./components/SourceList.tsx";
import { createSurvey } from "./store.ts";

const keys: readonly (readonly [string, string])[] = [
  ["/", "To the search"],
  ["t", "Light or dark"],
];

/** Every observation that contains a comet, an asteroid or a fixed place. */
export default function SurveyPage() {
  const survey = createSurvey();
  const { state } = survey;
  const { toggle } = useTheme();
  const [help, setHelp] = createSignal(false);
  createShortcuts({
    "/": () => document.querySelector<HTMLInputElement>(".survey-form input")?.focus(),
    t: toggle,
    "?": () => setHelp(true),
  });
  createEffect(() => {
    const what = state.search?.target ?? state.asked?.target;
    document.title = what ? `${what} – Welkin` : "Survey – Welkin";
  });
  const simulated = () => state.hits.some(({ source }) => source === "simulated");

  return (
    <>
      <TopBar
        skips={[
          ["survey-answer", "To what was found"],
          ["survey-side", "To the search"],
        ]}
        badge={
          <Show when={simulated()}>
            <p class="badge" title="Made by a program. No telescope ever saw this sky.">
              Simulated <span class="wide-only">survey</span>
            </p>
          </Show>
        }
        onHelp={() => setHelp(true)}
      />
      <main class="survey">
        <aside class="survey-side" id="survey-side" tabindex="-1" aria-label="Search">
          <SearchForm survey={survey} />
          <SourceList survey={survey} />
        </aside>
        <section
          class="survey-answer"
          id="survey-answer"
          tabindex="-1"
          aria-label="What was found"
          aria-busy={state.busy}
        >
          <Answer survey={survey} />
        </section>
      </main>
      <HelpDialog open={help()} onClose={() => setHelp(false)} keys={keys}>
        <p>
          A target is a number (433), a name (Ceres), a designation (1995 XA, C/1995 O1, packed ones
          too) or a comet (65P). Times are in UTC, positions ICRF, astrometric, at the middle of the
          exposure, from the observation's own observatory.
        </p>
        <p>
          The address always names the question: copy it to share it. Programs can have everything
          that is shown here: see <a href="/docs">the API</a>.
        </p>
      </HelpDialog>
    </>
  );
}
