export { PreparedDocumentMismatch, UndrawableMark, UnmarkableDocument, type UnmarkableCode, unmarkableCodes } from "./errors";
export type { Mark } from "./mark";
export { PreparedManifest, Slot } from "./manifest";
export type { PrepareOptions } from "./document/limits";
export { type Prepared, prepare } from "./prepare";
export { prepareInWorker, type WorkerOptions } from "./prepare-in-worker";
export { type Personalisation, personalise, type Splice } from "./personalise";
export { splice } from "./splice";
