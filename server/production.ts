// Imported before everything else: React and Next choose their builds by it when they are loaded.
Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });

export {};
