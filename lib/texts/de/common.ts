import type { Catalogue } from "../locale";

export const common: Catalogue = {};
