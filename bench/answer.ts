/** For the processes of the measurement: says that it is ready, answers each question, and ends with the process that asks. */
export function answer(ready: unknown, handle: (question: unknown) => Promise<unknown>): void {
  process.on("message", (question) => {
    handle(question).then(
      (said) => process.send?.(said),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.send?.(ready);
}
