import { formatLeft } from "./format";

const started = Date.now();

/**
 * Milliseconds since the server answered. Taken from the page's own age, because the clock of a computer may be wrong; where the computer slept, the clock
 * has gone on and the age has not.
 */
function age(): number {
  const [navigation] = performance.getEntriesByType("navigation");
  const answered = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
  return Math.max(performance.now() - answered, Date.now() - started);
}

function tick(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-left]:not([data-over])")) {
    const left = Number(place.dataset.left) - age();
    const words = place.querySelector("[data-left-words]");
    const said = formatLeft(left);
    if (words && words.textContent !== said) words.textContent = said;
    if (left <= 0) place.dataset.over = "true";
  }
}

/**
 * Counts the time down in every element with `data-left` (milliseconds when the server answered) and marks it with `data-over` when there is none left: what
 * it says then stands in it from the beginning. Returns how to stop.
 */
export function countDown(): () => void {
  if (!document.querySelector("[data-left]")) return () => undefined;
  tick();
  const timer = setInterval(tick, 1000);
  window.addEventListener("pageshow", tick);
  return () => {
    clearInterval(timer);
    window.removeEventListener("pageshow", tick);
  };
}
