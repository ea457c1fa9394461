import "./shell/styles/tokens.css";
import "./shell/styles/base.css";
import "./shell/styles/shell.css";
import "./shell/styles/dialogs.css";
import { render } from "solid-js/web";
import { Shell } from "./shell/Shell.tsx";

render(() => <Shell />, document.getElementById("app")!);
