/** The operations whose forms carry files; their bodies may be as large as an upload (`MAX_UPLOAD_MB`), all others a mebibyte. */
export const uploadOperations = ["agreements:PublishRevision", "agreements:RecordOfflineAgreement"] as const;

/** Whether a path is the call of such an operation. */
export const isUploadPath = (pathname: string): boolean => uploadOperations.some((name) => pathname === `/api/${name.replace(":", "/")}`);
