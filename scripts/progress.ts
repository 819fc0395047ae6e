/** Prints what is being done with the seconds since the start: `  1.2 s  Starting the database`. */
export function progressPrinter(): (step: string) => void {
  const begun = performance.now();
  return (step) => console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${step}`);
}
