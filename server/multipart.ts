import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

export type FormFields = ReadonlyMap<string, string>;
export type FormFile = { field: string; name: string; stream: AsyncIterable<Uint8Array>; /** What came before the file. */ fields: FormFields };

type Readers = {
  /** Called once, before the first file or at the end where there is none: throws to refuse all of it. */
  fields(fields: FormFields): void;
  /** Reads one file to its end; the next one comes after it. */
  file(file: FormFile): Promise<void>;
};

const mostFields = 40;
const mostFieldBytes = 64 * 1024;

/**
 * Reads a form with files (RFC 7578) as it comes: in memory is no more than a piece. Fields count where they stand before the files.
 * @throws what a reader throws, and MunimentError ValidationException for a form that cannot be read
 */
export async function readForm(request: IncomingMessage, readers: Readers, mostFiles = 1_000): Promise<void> {
  const fields = new Map<string, string>();
  let parser: busboy.Busboy;
  try {
    parser = busboy({ headers: request.headers, defParamCharset: "utf8", preservePath: true, limits: { files: mostFiles, fields: mostFields, fieldSize: mostFieldBytes, fieldNameSize: 100, headerPairs: 20 } });
  } catch {
    throw new MunimentError("ValidationException", t("The form could not be read. Send it again."));
  }
  let checked = false;
  const check = (): void => {
    if (!checked) readers.fields(fields);
    checked = true;
  };
  let work: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => {
      request.unpipe(parser);
      request.resume();
      reject(error instanceof Error ? error : new Error("unknown"));
    };
    const unreadable = (): void => fail(new MunimentError("ValidationException", t("The form did not arrive whole. Send it again.")));
    parser.on("field", (name, value) => void fields.set(name, value));
    parser.on("file", (field, stream, { filename }) => {
      // A field for files that was left empty is sent as a file without a name.
      if (!filename) return void stream.resume();
      stream.on("error", () => undefined);
      work = work
        .then(async () => {
          check();
          await readers.file({ field, name: filename, stream: stream as AsyncIterable<Buffer>, fields });
          stream.resume();
        })
        .catch((error: unknown) => {
          stream.resume();
          fail(error);
          throw error;
        });
      work.catch(() => undefined);
    });
    parser.on("filesLimit", () => fail(new MunimentError("ValidationException", t("A form takes at most {most} files at once.", { most: String(mostFiles) }))));
    parser.on("error", unreadable);
    parser.on("close", () => {
      work.then(() => {
        check();
        resolve();
      }).catch(reject);
    });
    request.once("aborted", unreadable);
    request.once("error", unreadable);
    request.once("close", () => {
      if (!request.complete) parser.destroy(new Error("aborted"));
    });
    request.pipe(parser);
  });
}
