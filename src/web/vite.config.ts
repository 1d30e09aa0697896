import { defineConfig } from "vite";

export default defineConfig({
	root: "src/web",
	build: {
		outDir: "../../dist/web",
		emptyOutDir: true,
		target: "es2022",
		// Everything is a file of this origin: the page runs under a policy without inline content and data addresses.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
	},
});
