export type UnmarkableCode =
  | "NotAPdf"
  | "Encrypted"
  | "NoPages"
  | "TooManyPages"
  | "TooLarge"
  | "Damaged"
  | "TimedOut"
  | "OutOfMemory";

export const unmarkableCodes: readonly UnmarkableCode[] = [
  "NotAPdf",
  "Encrypted",
  "NoPages",
  "TooManyPages",
  "TooLarge",
  "Damaged",
  "TimedOut",
  "OutOfMemory",
];

/** A document that cannot be prepared for marking. The message says to its publisher what to do about it. */
export class UnmarkableDocument extends Error {
  override readonly name = "UnmarkableDocument";
  readonly code: UnmarkableCode;

  constructor(code: UnmarkableCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A mark that does not fit the slots of a prepared document in full. Nothing may be served. */
export class UndrawableMark extends Error {
  override readonly name = "UndrawableMark";
}

/** The stored bytes are not the document that the manifest describes, or have been damaged. Nothing more may be served. */
export class PreparedDocumentMismatch extends Error {
  override readonly name = "PreparedDocumentMismatch";
}
