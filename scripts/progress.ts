/** Prints what is being done with the seconds since the start: `  1.2 s  Starting the database`. */
export function progressPrinter(): (step: string) => void {
  const begun = performance.now();
  return (step) => console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${step}`);
}

/** Prints how many pages of a document are done, as one line that is written over on a console, and now and then elsewhere. */
export function pageProgress(what: string): { page(progress: { page: number; pages: number }): void; end(): void } {
  const begun = performance.now();
  const over = process.stdout.isTTY;
  let said = 0;
  let open = false;
  return {
    page({ page, pages }) {
      const at = performance.now();
      if (at - said < (over ? 100 : 2_000)) return;
      said = at;
      const line = `${((at - begun) / 1000).toFixed(1).padStart(6)} s  ${what}: page ${page} of ${pages}`;
      if (over) process.stdout.write(`\r${line}`);
      else console.log(line);
      open = over;
    },
    end() {
      if (open) process.stdout.write("\n");
      open = false;
    },
  };
}
