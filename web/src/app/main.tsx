import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { start } from "../i18n";
import { begin, openAddress } from "../view/store";
import { App } from "./App";
import { keepAddress } from "./keepAddress";
import { applyTheme } from "./theme";
import "./theme.css";
import "./app.css";

applyTheme();
const texts = start();
if (!openAddress(location.hash)) void begin(); // meanwhile
keepAddress();
await texts;
createRoot(document.getElementById("app") as HTMLElement).render(
	<StrictMode>
		<App />
	</StrictMode>,
);
