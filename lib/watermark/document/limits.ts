export type PrepareOptions = {
  /** Largest original accepted, in bytes. Default 256 MiB. */
  maxBytes?: number;
  /** Default 5,000. */
  maxPages?: number;
  /** Largest decoded content of one page, in bytes. Default 128 MiB. */
  maxContentBytes?: number;
  /** Largest decoded content of all pages together, in bytes. Default 2 GiB. */
  maxUnpackedBytes?: number;
  /** Leaves embedded files in the document, as the publisher wants them. They are not marked. Default false. */
  keepEmbeddedFiles?: boolean;
};

export type Limits = Required<PrepareOptions>;

const mebibyte = 1024 * 1024;

export function limitsFrom(options: PrepareOptions = {}): Limits {
  return {
    maxBytes: options.maxBytes ?? 256 * mebibyte,
    maxPages: options.maxPages ?? 5_000,
    maxContentBytes: options.maxContentBytes ?? 128 * mebibyte,
    maxUnpackedBytes: options.maxUnpackedBytes ?? 2048 * mebibyte,
    keepEmbeddedFiles: options.keepEmbeddedFiles ?? false,
  };
}
