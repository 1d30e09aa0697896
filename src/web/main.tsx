import { render } from "preact";
import { App } from "./App.tsx";
import { LanguageProvider } from "./language.tsx";

const root = document.getElementById("app");
if (!root) throw new Error("the page has no #app");
render(
	<LanguageProvider>
		<App />
	</LanguageProvider>,
	root,
);
