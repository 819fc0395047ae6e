import type { PrepareOptions } from "../document/limits";
import type { Mark } from "../mark";
import { personalise } from "../personalise";
import { type Prepared, prepare } from "../prepare";
import { splice } from "../splice";

export const mark: Mark = {
  name: "Anna Ångström",
  email: "anna.angstrom@example.com",
  organization: "Nordlicht Energie GmbH",
  account: "Production",
  accountId: "123456789012",
  at: new Date("2026-11-22T07:24:54.000Z"),
  downloadId: "7K3M9QX2RT5W8Z",
};

/** What the line must say, without spaces, since it may be wrapped. */
export function expectedText({ name, email, organization, account, accountId, downloadId }: Mark): string[] {
  return [name, email, organization, account, `(${accountId})`, "2026-11-22 07:24:54 UTC", downloadId];
}

export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What a person gets of a prepared document. */
export async function serve(prepared: Prepared, person: Mark = mark): Promise<Buffer> {
  return collect(splice(inChunks(prepared.bytes, 65_536), await personalise(prepared.manifest, person)));
}

export async function prepareAndServe(original: Uint8Array, person: Mark = mark, options?: PrepareOptions): Promise<Buffer> {
  return serve(await prepare(original, options), person);
}
