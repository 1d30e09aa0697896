// Lets a worker thread load TypeScript: tsx's own `--import tsx` registers itself in the main thread only.
import { register } from "tsx/esm/api";

register();
