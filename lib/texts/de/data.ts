import type { Catalogue } from "../locale";

export const data: Catalogue = {};
