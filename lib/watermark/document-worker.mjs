// A worker thread starts without the loader of its parent: this registers one, then runs the TypeScript beside it.
import { register } from "tsx/esm/api";

register();
await import("./document-worker.ts");
