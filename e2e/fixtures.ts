import { expect, test as base } from "@playwright/test";

interface Fixtures {
  /** Expects a message on the browser's console that would fail the test otherwise, such as that of a refused form. */
  allowConsole: (pattern: RegExp) => void;
  watchedConsole: void;
}

/** The test of this project: it knows the portal's address, and an error on the console or an uncaught one on a page fails it. */
export const test = base.extend<Fixtures & { allowed: RegExp[] }>({
  baseURL: ({}, use) => use(process.env["PORTAL_URL"]),
  allowed: ({}, use) => use([]),
  allowConsole: ({ allowed }, use) => use((pattern) => void allowed.push(pattern)),
  watchedConsole: [
    async ({ context, allowed }, use) => {
      const complaints: string[] = [];
      const complain = (text: string): void => {
        if (!allowed.some((pattern) => pattern.test(text))) complaints.push(text);
      };
      context.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complain(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => complain(error.error().stack ?? error.error().message));
      await use();
      expect(complaints, "nothing unexpected on the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
