/** The routes that an application really has, for what must know them all: the tests of access and of the description. */
import type { Application, Router } from "express";

const mounted = new WeakMap<Application, Map<unknown, string>>();

/** Serves a router below `path` and remembers it. */
export function mount(app: Application, path: string, router: Router): void {
	const routers = mounted.get(app) ?? new Map<unknown, string>();
	mounted.set(app, routers.set(router, path));
	app.use(path, router);
}

/** Every route as the table of access writes it: `GET /api/v1/verifications/:id`. Throws RangeError for a router that was not mounted here. */
export function routesOf(app: Application): string[] {
	const routers = mounted.get(app) ?? new Map<unknown, string>();
	return app.router.stack.flatMap(({ route, handle }) => {
		if (route) return methodsOf(route).map((method) => `${method} ${route.path}`);
		if (!("stack" in handle)) return [];
		const prefix = routers.get(handle);
		if (prefix === undefined) throw new RangeError("a router was not mounted by mount()");
		return (handle as unknown as Router).stack.flatMap(({ route }) =>
			route ? methodsOf(route).map((method) => `${method} ${`${prefix}${route.path}`.replace(/\/$/, "")}`) : [],
		);
	});
}

const methodsOf = (route: object): string[] =>
	"methods" in route ? Object.keys(route.methods as object).map((method) => method.toUpperCase()) : [];
