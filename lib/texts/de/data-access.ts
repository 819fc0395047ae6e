import type { Catalogue } from "../locale";

/** Groups, and the policies that come with the portal. */
export const accessNames: Catalogue = {
  Root: "Root",
  Publisher: "Veröffentlichende",
  "Organization admin": "Organisations-Admin",
  "Account admin": "Konto-Admin",
  Viewer: "Lesende",
  Customers: "Kunden",
  "Member accounts": "Mitgliedskonten",
};
