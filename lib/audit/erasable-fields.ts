/** Fields of events that tell who somebody is, as their entries name them. Ids, operations, resources, times and what was served stay: without them there would be no trail. */
export const erasableFields = ["name", "email", "address", "userAgent", "parameters.email", "parameters.name", "parameters.typedName", "parameters.title", "parameters.reason"] as const;
