/** For whom, for which account and when a copy is made. `at` is printed in UTC. */
export type Mark = {
  name: string;
  email: string;
  organization: string;
  account: string;
  accountId: string;
  at: Date;
  downloadId: string;
};

/** `2026-11-22 07:24:54 UTC` */
export function utcTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/**
 * What the line on every page says, part by part. A part is made of stretches that are set apart in their direction, so that
 * an Arabic or Hebrew name does not reorder what stands around it.
 */
export function lineParts(mark: Mark): string[][] {
  return [
    ["Downloaded by ", mark.name],
    [mark.email],
    [mark.organization],
    [mark.account, ` (${mark.accountId})`],
    [utcTime(mark.at)],
    [mark.downloadId],
  ];
}

export const separator = "  ·  ";
