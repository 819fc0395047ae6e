import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config";

/** Tests that ask the running portal over HTTP: they need the built pages, so they run after the build. */
const { test, ...rest } = base;
const { globalSetup: _database, include: _units, exclude: _http, ...settings } = test ?? {};

export default mergeConfig(rest, defineConfig({ test: { ...settings, include: ["server/**/*.http.ts"], testTimeout: 60_000 } }));
