/** A place of the tree as the trail names it: `root`, or `unit/` and its id. */
export const placeText = (unitId: string | null): string => (unitId === null ? "root" : `unit/${unitId}`);
