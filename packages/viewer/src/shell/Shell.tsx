import { lazy, Match, Suspense, Switch } from "solid-js";
import { createSections } from "./sections.ts";
import { SectionsContext } from "./TopBar.tsx";
import { createTheme, ThemeContext } from "./theme.ts";

// Each part is loaded when it is opened: somebody looking for a comet needs no map.
const RadarPage = lazy(() => import("../radar/RadarPage.tsx"));
const FramesPage = lazy(() => import("../frames/FramesPage.tsx"));
const SurveyPage = lazy(() => import("../survey/SurveyPage.tsx"));

export function Shell() {
  const sections = createSections();
  return (
    <ThemeContext.Provider value={createTheme()}>
      <SectionsContext.Provider value={sections}>
        <Suspense>
          <Switch>
            <Match when={sections.section() === "radar"}>
              <RadarPage />
            </Match>
            <Match when={sections.section() === "frames"}>
              <FramesPage />
            </Match>
            <Match when={sections.section() === "survey"}>
              <SurveyPage />
            </Match>
          </Switch>
        </Suspense>
      </SectionsContext.Provider>
    </ThemeContext.Provider>
  );
}
